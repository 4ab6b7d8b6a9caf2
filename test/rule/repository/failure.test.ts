import { expect, test } from "vitest";
import { guard } from "../../../hooks/guard.ts";
import { Evaluation } from "../../../src/evaluation.ts";
import type { Gate } from "../../../src/gate.ts";
import { judge } from "../../../src/judge.ts";
import { StageError } from "../../../src/model/stage.ts";
import { TEST_MACHINE } from "../../audit/accounts.ts";
import { buildCompany } from "./support.ts";

const company = buildCompany();
const CALL =
  '{"hook_event_name":"PreToolUse","cwd":"/p","tool_name":"Bash","tool_input":{"command":"ls"}}';

/** What a company that has failures asked about decides on these bytes. */
function decide(input: string, { rulesFor, checks = [] }: Pick<Gate, "rulesFor"> & Partial<Gate>) {
  const gate: Gate = {
    checks,
    rules: company,
    policy: company.policy,
    rulesFor,
    machine: TEST_MACHINE,
    record: () => {},
  };
  return judge(Buffer.from(input), gate, new Evaluation()).told;
}

const rulesFor: Gate["rulesFor"] = () => ({
  bundles: [company],
  policy: company.policy,
  gaps: [],
  repository: [],
});
const failing = guard.checks.map(({ name }) => ({
  name,
  inspect: () => {
    throw new Error("no");
  },
}));

test("a failure under the company's rules alone is what the company says", () => {
  expect(company.policy.onFailure).toBe("ask");
  expect(decide(CALL, { rulesFor, checks: failing })).toBe("ask");
});

test("a failure while a repository's rules are read is a denial", () => {
  const unreadable = () => {
    throw new StageError("rules", "no");
  };
  expect(decide(CALL, { rulesFor: unreadable })).toBe("deny");
});

test("a failure under a repository's rules is a denial", () => {
  const own: Gate["rulesFor"] = (event) => ({
    ...rulesFor(event),
    policy: { ...company.policy, onFailure: "deny" },
  });
  expect(decide(CALL, { rulesFor: own, checks: failing })).toBe("deny");
});
