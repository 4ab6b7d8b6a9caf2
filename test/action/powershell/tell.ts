import type { Language } from "../../../src/action/shell/call.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import type { RuleBundle } from "../../../src/model/bundle.ts";

const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

/** The commands of a walk as lines, words apart by a space. */
export function tellLines(source: string, language?: Language): readonly string[] {
  return walkCommand(source, undefined, language).invocations.map((invocation) =>
    invocation.words.map((word) => word.value).join(" "),
  );
}

export function tellGaps(source: string, language?: Language): readonly string[] {
  return walkCommand(source, undefined, language).gaps;
}

/** The strictest outcome of the command rules; a gap in the walk counts as asked. */
export function judge(source: string, rules: RuleBundle, language?: Language): string {
  const { invocations, gaps } = walkCommand(source, undefined, language);
  const at = { field: "tool_input.command" };
  const surfaces = invocations.map((invocation) => ({ kind: "command", invocation, at }) as const);
  const action = { surfaces, coverage: { complete: gaps.length === 0, gaps } };
  const outcomes = new Set(
    commandCheck.inspect(action, rules, machine).map(({ outcome }) => outcome),
  );
  if (outcomes.has("deny")) return "deny";
  return outcomes.has("ask") || gaps.length > 0 ? "ask" : "silent";
}
