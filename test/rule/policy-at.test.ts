import { constantFrom, integer, option, assert, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mode, Policy } from "../../src/model/policy.ts";
import { policyAt } from "../../src/rule/policy-at.ts";

const DAY = Date.UTC(2026, 11, 1);
const RULE = "command/no-frob";

function policyOf(changes: Partial<Policy>): Policy {
  return {
    profile: "standard",
    mode: "enforce",
    ruleModes: {},
    ruleEnforceFrom: {},
    deadlineMs: 5000,
    onFailure: "deny",
    onPartial: "ask",
    onUnprotected: "allow",
    unlisted: "none",
    unlistedTools: "none",
    unlistedHosts: "none",
    spoolQuotaBytes: 1024,
    ...changes,
  };
}

/** The mode of the rule at a time. */
function modeAt(changes: Partial<Policy>, now: number): Mode {
  const { mode, ruleModes } = policyAt(policyOf(changes), now);
  return ruleModes[RULE] ?? mode;
}

describe("policyAt", () => {
  it("is the very same policy when nothing waits", () => {
    const policy = policyOf({ enforceFrom: DAY, ruleEnforceFrom: { [RULE]: DAY } });
    expect(policyAt(policy, DAY)).toBe(policy);
  });

  it.each([
    ["everything warns until the day", { enforceFrom: DAY }],
    ["one rule warns until its day", { ruleEnforceFrom: { [RULE]: DAY } }],
    [
      "a rule with a mode of its own warns until its day",
      { mode: "observe", ruleModes: { [RULE]: "enforce" }, ruleEnforceFrom: { [RULE]: DAY } },
    ],
  ] as const)("%s, and is enforced from midnight UTC on", (_name, changes) => {
    expect([modeAt(changes, DAY - 1), modeAt(changes, DAY)]).toEqual(["warn", "enforce"]);
  });

  it("waits for the later of the policy's day and the rule's", () => {
    const later = { enforceFrom: DAY, ruleEnforceFrom: { [RULE]: DAY + 5 } };
    expect([modeAt(later, DAY), modeAt(later, DAY + 5)]).toEqual(["warn", "enforce"]);
    const earlier = { enforceFrom: DAY + 5, ruleEnforceFrom: { [RULE]: DAY } };
    expect([modeAt(earlier, DAY), modeAt(earlier, DAY + 5)]).toEqual(["warn", "enforce"]);
  });

  it("does not delay a rule that has a mode and no day of its own", () => {
    expect(modeAt({ enforceFrom: DAY, ruleModes: { [RULE]: "enforce" } }, 0)).toBe("enforce");
  });

  it("is never stricter before a day than after it, and leaves milder modes alone", () => {
    const anyMode = constantFrom<Mode>("observe", "warn", "enforce");
    const anyDay = option(integer({ min: 0, max: 9 }), { nil: undefined });
    const order: readonly Mode[] = ["observe", "warn", "enforce"];
    const anyPolicy = record({ mode: anyMode, own: option(anyMode), all: anyDay, one: anyDay });
    assert(
      property(anyPolicy, integer({ min: 0, max: 9 }), ({ mode, own, all, one }, now) => {
        const changes = {
          mode,
          ...(all === undefined ? {} : { enforceFrom: all }),
          ruleModes: own === null ? {} : { [RULE]: own },
          ruleEnforceFrom: one === undefined ? {} : { [RULE]: one },
        };
        const [before, after] = [modeAt(changes, now), modeAt(changes, now + 1)];
        expect(order.indexOf(before)).toBeLessThanOrEqual(order.indexOf(after));
        const final = own ?? mode;
        expect(before).toBe(final === "enforce" ? before : final);
        expect(modeAt(changes, 10)).toBe(final);
      }),
    );
  });
});
