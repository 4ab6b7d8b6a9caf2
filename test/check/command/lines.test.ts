import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { ASKED, DENIED, SILENT } from "./lines.ts";

const rules = buildRules("rules", { profile: "standard" });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

/** The strictest outcome of the command rules; a gap in the walk counts as asked. */
function judge(line: string): string {
  const { invocations, gaps } = walkCommand(line);
  const surfaces = invocations.map(
    (invocation) => ({ kind: "command", invocation, at: { field: "tool_input.command" } }) as const,
  );
  const action = { surfaces, coverage: { complete: gaps.length === 0, gaps } };
  const findings = commandCheck.inspect(action, rules, machine);
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  if (outcomes.has("deny")) return "deny";
  return outcomes.has("ask") || gaps.length > 0 ? "ask" : "silent";
}

describe("the command rules as they ship", () => {
  it.each(SILENT)("let pass %s", (line) => expect(judge(line)).toBe("silent"));

  it.each(ASKED)("ask about %s", (line) => expect(judge(line)).toBe("ask"));

  it.each(DENIED)("deny %s", (line) => expect(judge(line)).toBe("deny"));
});
