import { describe, expect, it } from "vitest";
import { buildWith, mistakesOf } from "./build-with.ts";

const rule = (more: object = {}) => ({
  id: "pii/staff",
  why: "a number of an employee",
  instead: "leave it out",
  severity: "medium",
  outcome: { standard: "warn", strict: "deny" },
  maturity: "stable",
  patterns: ["E-[0-9]{6}"],
  examples: { deny: ["E-204117"], allow: ["E-1"] },
  ...more,
});

const RULES = { "pii.yaml": JSON.stringify({ pii: [rule(), rule({ id: "pii/guest" })] }) };

const built = (profile: "standard" | "strict" | "observe", ...policies: readonly object[]) => {
  const files = policies.map((policy, nth) => [`z${nth}.yaml`, JSON.stringify({ policy })]);
  const { pii } = buildWith({ ...RULES, ...Object.fromEntries(files) }, { profile });
  return Object.fromEntries(pii.map(({ id, actions }) => [id, actions]));
};

describe("what comes of personal data", () => {
  it("is the rule's own word where the policy says nothing", () => {
    expect(built("standard")).toEqual({ "pii/staff": undefined, "pii/guest": undefined });
    const own = { "pii.yaml": JSON.stringify({ pii: [rule({ actions: { output: "record" } })] }) };
    expect(buildWith(own).pii[0]?.actions).toEqual({ output: "record" });
  });

  it("is the policy's on the entity before its word on any, and the last file's place by place", () => {
    const first = { pii: { any: { output: "deny", prompt: "ask" }, staff: { output: "mask" } } };
    const last = { pii: { any: { prompt: "deny" }, staff: { written: "record" } } };
    expect(built("standard", first, last)).toEqual({
      "pii/staff": { output: "mask", prompt: "deny", written: "record" },
      "pii/guest": { output: "deny", prompt: "deny" },
    });
  });

  it("may differ by profile", () => {
    const policy = { pii: { staff: { output: { standard: "record", strict: "deny" } } } };
    const of = (profile: "standard" | "strict" | "observe") => built(profile, policy)["pii/staff"];
    expect([of("standard"), of("strict"), of("observe")].map((each) => each?.output)).toEqual([
      "record",
      "deny",
      "record",
    ]);
  });

  it.each([
    ["an entity that no rule is about", { staf: { output: "mask" } }, 'did you mean "staff"'],
    ["a place that is none", { staff: { disk: "mask" } }, "disk"],
    ["an action that is none", { staff: { output: "allow" } }, "output"],
  ])("does not build with %s", (_, pii, problem) => {
    const mistakes = mistakesOf({ ...RULES, "z.yaml": JSON.stringify({ policy: { pii } }) });
    expect(mistakes.join("\n")).toContain(problem);
  });
});

describe("a drop-in that makes it milder", () => {
  const withDropIn = (policy: object, more: object = {}) => ({
    ...RULES,
    "rules.d/x.yaml": JSON.stringify({ policy, ...more }),
  });

  it.each([
    [{ pii: { staff: { output: "record" } } }, "pii of staff of output mask becomes record"],
    [{ pii: { any: { written: "record" } } }, "pii of any of written warn becomes record"],
    [{ auto_approve: ["Write"] }, "auto_approve [] becomes [Write]"],
  ])("says why: %j", (policy, what) => {
    expect(mistakesOf(withDropIn(policy)).join("\n")).toContain(what);
    expect(() => buildWith(withDropIn(policy, { weakens: "it is agreed" }))).not.toThrow();
  });

  it("need not where it is stricter, or about a rule of its own", () => {
    const stricter = { pii: { any: { written: "deny", output: "ask" } } };
    expect(() => buildWith(withDropIn(stricter))).not.toThrow();
    const own = { pii: [rule({ id: "pii/own" })] };
    const milder = { pii: { own: { output: "record" } } };
    expect(() => buildWith(withDropIn(milder, own))).not.toThrow();
  });
});

describe("a rule with keywords", () => {
  const code = rule({ id: "pii/code", patterns: ["KND-[A-Z]{6}"], keywords: ["knd-"] });
  const examples = { deny: ["ref KND-QWERTZ"], allow: ["KND-1"] };
  const files = { "pii.yaml": JSON.stringify({ pii: [{ ...code, examples }, rule()] }) };

  it("finds what has neither digits nor an @, and the bundle knows the words", () => {
    const bundle = buildWith(files);
    expect(bundle.piiKeywords).toEqual(["knd-"]);
    expect(buildWith(RULES)).not.toHaveProperty("piiKeywords");
  });
});

it("tools whose input is approved masked are the last file's", () => {
  const first = JSON.stringify({ policy: { auto_approve: ["Write"] } });
  const { policy } = buildWith({ "a.yaml": first });
  expect(policy.autoApprove).toEqual(["Write"]);
  const none = JSON.stringify({ policy: { auto_approve: [] } });
  expect(buildWith({ "a.yaml": first, "b.yaml": none }).policy).not.toHaveProperty("autoApprove");
});
