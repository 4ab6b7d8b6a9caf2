import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/model/policy.ts";
import { readPolicy } from "../../../src/rule/build/compile/read-policy.ts";
import { findWeakenings } from "../../../src/rule/build/compile/weakening.ts";

const POLICY = readPolicy([], "standard");
const keysOf = (before: Partial<Policy>, after: Partial<Policy>) =>
  findWeakenings({ ...POLICY, ...before }, { ...POLICY, ...after }).map(({ key }) => key.join(" "));

describe("findWeakenings", () => {
  it.each<[string, Partial<Policy>, Partial<Policy>, string]>([
    ["a milder mode", { mode: "enforce" }, { mode: "warn" }, "mode"],
    ["a day before which it only warns", {}, { enforceFrom: 1 }, "mode"],
    ["a later day", { enforceFrom: 1 }, { enforceFrom: 2 }, "mode"],
    ["a milder profile", { profile: "strict" }, { profile: "standard" }, "profile"],
    ["a question for a failure", { onFailure: "deny" }, { onFailure: "ask" }, "on_failure"],
    ["what is not understood", { onPartial: "ask" }, { onPartial: "allow" }, "on_partial"],
    ["unprotected records", { onUnprotected: "deny" }, {}, "on_unprotected"],
    [
      "a token that may be read",
      { secrets: { file: { generic: "mask" } } },
      { secrets: { file: { generic: "mask", specific: "mask" } } },
      "secrets file specific",
    ],
    [
      "an output that is told",
      {},
      { secrets: { output: { generic: "warn" } } },
      "secrets output generic",
    ],
    ["unlisted commands", { unlisted: "ask" }, { unlisted: "none" }, "unlisted"],
    ["one rule's mode", {}, { ruleModes: { "command/x": "observe" } }, "rule_modes command/x"],
    [
      "one rule's day",
      { ruleModes: { "command/x": "enforce" } },
      { ruleModes: { "command/x": "enforce" }, ruleEnforceFrom: { "command/x": 5 } },
      "rule_modes command/x",
    ],
    [
      "a rule's day without a mode of its own",
      {},
      { ruleEnforceFrom: { "command/x": 5 } },
      "rule_modes command/x",
    ],
    [
      "a text that counts for less long",
      { taint: { minutes: 60, askFor: [] } },
      { taint: { minutes: 5, askFor: [] } },
      "taint minutes",
    ],
    [
      "calls that are no longer asked about",
      { taint: { minutes: 60, askFor: ["request", "warned"] } },
      { taint: { minutes: 60, askFor: ["upload", "warned"] } },
      "taint ask_for",
    ],
  ])("sees %s, and not the way back", (...[, before, after, key]) => {
    expect(keysOf(before, after)).toEqual([key]);
    expect(keysOf(after, before)).toEqual([]);
  });

  it("takes neither the deadline nor the quota for mildness", () => {
    expect(keysOf({}, { deadlineMs: 100, spoolQuotaBytes: 65_536 })).toEqual([]);
  });

  it("finds nothing when a rule in the sandbox is only made stricter", () => {
    const observed = { ruleModes: { "command/x": "observe" } } as const;
    expect(keysOf(observed, { ruleModes: { "command/x": "warn" } })).toEqual([]);
  });

  const modes = fc.constantFrom("observe", "warn", "enforce");
  const policies = fc.record({
    mode: modes,
    onFailure: fc.constantFrom("ask", "deny"),
    onPartial: fc.constantFrom("allow", "ask", "deny"),
    enforceFrom: fc.nat(3),
    ruleModes: fc.dictionary(fc.constantFrom("a", "b"), modes),
    ruleEnforceFrom: fc.dictionary(fc.constantFrom("a", "b"), fc.nat(3)),
  });

  it("is an order: what is not milder twice is not milder, and equal is never milder", () => {
    const isMilder = (a: Partial<Policy>, b: Partial<Policy>) => keysOf(a, b).length > 0;
    fc.assert(
      fc.property(policies, policies, policies, (a, b, c) => {
        expect(isMilder(a, a)).toBe(false);
        expect(isMilder(a, c) && !isMilder(a, b) && !isMilder(b, c)).toBe(false);
      }),
    );
  });
});
