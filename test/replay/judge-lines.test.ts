import { describe, expect, test } from "vitest";
import { judgeLines } from "../../src/cli/replay/judge-lines.ts";
import { toGate } from "../../src/cli/open-gate.ts";
import type { Gate } from "../../src/gate.ts";
import type { Check } from "../../src/model/check.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";
import { bashOf } from "../executable/trial.ts";

const bundle = buildRules("rules");

/** A gate whose only check is this one, with little time. */
function gateOf(inspect: Check["inspect"], deadlineMs = 5000): Gate {
  const gate = toGate({ bundle });
  const policy = { ...gate.policy, deadlineMs };
  return { ...gate, policy, checks: [{ name: "command", inspect }] };
}

const lineOf = (command: string) => ({ bytes: Buffer.from(bashOf(command)) });

function commandOf(action: Parameters<Check["inspect"]>[0]): string | undefined {
  return action.surfaces.find((surface) => surface.kind === "text")?.text;
}

describe("one watchdog over many lines", () => {
  test("stops the line that never ends, and only that", () => {
    const gate = gateOf((action) => {
      while (commandOf(action) === "spin");
      return [];
    }, 300);
    const judged = judgeLines(["ls", "spin", "pwd", "spin", "date"].map(lineOf), gate);
    expect(judged.map(({ decision }) => decision.told)).toEqual([
      "none",
      "deny",
      "none",
      "deny",
      "none",
    ]);
    expect(judged.map(({ evaluation }) => evaluation.failure?.stage)).toEqual([
      undefined,
      "deadline",
      undefined,
      "deadline",
      undefined,
    ]);
  });

  test("gives every line its whole time, however little the lines before it have left", () => {
    const begun = new Map<string, number>();
    const gate = gateOf((action) => {
      const command = commandOf(action) ?? "";
      begun.set(command, (begun.get(command) ?? 0) + 1);
      const until = performance.now() + 60;
      while (performance.now() < until);
      return [];
    }, 1000);
    const commands = Array.from({ length: 30 }, (_, at) => `echo ${at}`);
    const judged = judgeLines(commands.map(lineOf), gate);
    expect(judged.map(({ decision }) => decision.told)).toEqual(commands.map(() => "none"));
    // 30 × 60 ms are more than one deadline, so some line was begun again.
    expect([...begun.values()].some((times) => times > 1)).toBe(true);
  });
});

test("a check that fails on one line denies that one", () => {
  const gate = gateOf((action) => {
    if (commandOf(action) === "break") throw new TypeError("boom");
    return [];
  });
  const judged = judgeLines(["ls", "break", "pwd"].map(lineOf), gate);
  expect(judged.map(({ decision }) => decision.told)).toEqual(["none", "deny", "none"]);
  expect(judged[1]?.evaluation.failure).toEqual({
    stage: "check",
    message: "unexpected TypeError in the command check",
  });
});
