import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { guard } from "../../hooks/guard.ts";
import { toFailureDecision } from "../decision/to-failure-decision.ts";
import { Evaluation } from "../evaluation.ts";
import { peekEventName } from "../event/peek-event-name.ts";
import type { Gate } from "../gate.ts";
import type { Decision } from "../model/decision.ts";
import { toStageError } from "../model/stage.ts";
import { evaluate } from "../pipeline.ts";
import { createMachine } from "../platform/machine.ts";
import { loadRules } from "../rule/load-rules.ts";
import { rulesForEvent } from "../rule/rules-for-event.ts";
import { formatTrace } from "./format-trace.ts";
import { UsageError } from "./usage-error.ts";

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
  const gate = openGate(rules);
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

function openGate(rulesDirectory: string): Gate {
  const { bundle } = loadRules(rulesDirectory);
  return {
    checks: guard.checks,
    rules: bundle,
    policy: bundle.policy,
    rulesFor: (event) =>
      rulesForEvent(event, { rules: bundle, policy: bundle.policy, now: Date.now() }),
    machine: createMachine(),
    record: () => {},
  };
}

function judge(input: Uint8Array, gate: Gate, evaluation: Evaluation): Decision {
  try {
    return evaluate(input, gate, evaluation);
  } catch (error) {
    const { event } = evaluation.results;
    const { onFailure } = gate.policy;
    const peekedName = peekEventName(input);
    return toFailureDecision({ error: toStageError(error, "check"), event, peekedName, onFailure });
  }
}
