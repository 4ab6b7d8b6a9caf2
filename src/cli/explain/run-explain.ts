import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { Evaluation } from "../../evaluation.ts";
import { judge } from "../../judge.ts";
import { formatTrace } from "./format-trace.ts";
import { readRules, toGate } from "../open-gate.ts";
import { tellStale } from "../tell-stale.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `toolgate explain`: judges one event as the guard would, records nothing and prints the way it took.
 *
 * @returns 0 whatever the decision
 * @throws UsageError
 */
export function runExplain(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { event: { type: "string" }, cwd: { type: "string" }, rules: { type: "string" } },
  });
  const input = readInput(positionals, values.event, values.cwd ?? process.cwd());
  const rules = values.rules ?? path.join(path.dirname(process.execPath), "rules");
  const loaded = readRules(rules, {});
  tellStale(loaded, `toolgate rules build ${values.rules ?? ""}`.trimEnd());
  const gate = toGate(loaded, process.env["CLAUDE_PROJECT_DIR"]);
  const evaluation = new Evaluation();
  const decision = judge(input, gate, evaluation);
  process.stdout.write(formatTrace(evaluation, decision, gate));
  return 0;
}

function readInput(
  positionals: readonly string[],
  file: string | undefined,
  cwd: string,
): Uint8Array {
  if (file !== undefined && positionals.length === 0) return readFileSync(file === "-" ? 0 : file);
  const [command, ...more] = positionals;
  if (command === undefined || more.length > 0 || file !== undefined) {
    throw new UsageError("explain takes one command line in quotes, or --event FILE");
  }
  const event = { hook_event_name: "PreToolUse", cwd, tool_name: "Bash", tool_input: { command } };
  return Buffer.from(JSON.stringify(event));
}
