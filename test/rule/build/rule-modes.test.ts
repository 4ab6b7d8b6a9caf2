import { describe, expect, it } from "vitest";
import { policyAt } from "../../../src/rule/policy-at.ts";
import { buildWith, mistakesOf, NOW } from "./build-with.ts";

const DAY = Date.UTC(2026, 11, 1);

function rule(more = "", maturity = "stable"): string {
  return `commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: deny
    maturity: ${maturity}
    patterns: [frob]
    examples: { deny: [frob], allow: [fro] }
${more}`;
}

/** The mode and the day of a rule that says `own`, under a policy. */
function modeOf(own: string, policy = "{}", maturity = "stable") {
  const bundle = buildWith({ "a.yaml": rule(own, maturity), "p.yaml": `policy: ${policy}\n` });
  const { mode, ruleModes, ruleEnforceFrom } = bundle.policy;
  const id = "command/no-frob";
  return [ruleModes[id] ?? `the policy's ${mode}`, ruleEnforceFrom[id]];
}

describe("the mode of one rule", () => {
  const dated = "    enforce_from: 2026-12-01\n";

  it.each<[string, string, string, string, (string | number | undefined)[]]>([
    ["is the policy's", "", "{ mode: warn }", "stable", ["the policy's warn", undefined]],
    ["is observe in the sandbox", "", "{}", "sandbox", ["observe", undefined]],
    ["is the rule's own", "    mode: warn\n", "{}", "stable", ["warn", undefined]],
    [
      "is the rule's own in the sandbox too",
      "    mode: warn\n",
      "{}",
      "sandbox",
      ["warn", undefined],
    ],
    [
      "is the policy's from the rule's day on",
      dated,
      "{}",
      "stable",
      ["the policy's enforce", DAY],
    ],
    [
      "is the rule's own from its day on",
      `    mode: enforce\n${dated}`,
      "{ mode: observe }",
      "sandbox",
      ["enforce", DAY],
    ],
    [
      "is what rule_modes says, and the rule's day ends with it",
      `    mode: enforce\n${dated}`,
      "{ rule_modes: { command/no-frob: enforce } }",
      "stable",
      ["enforce", undefined],
    ],
    [
      "is what rule_modes says, with its day",
      "    mode: warn\n",
      "{ rule_modes: { command/no-frob: { mode: enforce, from: 2026-12-01 } } }",
      "stable",
      ["enforce", DAY],
    ],
    [
      "is observe in the observe profile",
      "    mode: enforce\n",
      "{ profile: observe }",
      "stable",
      ["the policy's observe", undefined],
    ],
    [
      "is observe in the observe profile, whatever rule_modes says",
      "",
      "{ profile: observe, rule_modes: { command/no-frob: enforce } }",
      "stable",
      ["the policy's observe", undefined],
    ],
  ])("%s", (_name, ...[own, policy, maturity, expected]) => {
    expect(modeOf(own, policy, maturity)).toEqual(expected);
  });

  it("is the later file's where two say one", () => {
    const { policy } = buildWith({
      "a.yaml": rule(),
      "b.yaml":
        "policy: { rule_modes: { command/no-frob: { mode: enforce, from: 2027-01-01 } } }\n",
      "c.yaml": "policy: { rule_modes: { command/no-frob: warn } }\n",
    });
    expect(policy).toMatchObject({ ruleModes: { "command/no-frob": "warn" }, ruleEnforceFrom: {} });
  });

  it("is told of secret and injection rules like of any other", () => {
    const { policy, secrets } = buildWith({
      "secrets.toml": `[[rules]]
id = "one"
regex = 'tok_[a-z]{8}'
keywords = ["tok_"]
[rules.toolgate]
mode = "enforce"
enforce_from = 2026-12-01
scope = { users = ["sam"] }
examples = { deny = ["tok_{lower:8}"] }

[[rules]]
id = "two"
regex = 'tik_[a-z]{8}'
[rules.toolgate]
enforce_from = "2026-12-01"
`,
      "injection.yaml": `injection:
  - id: injection/order
    why: it orders
    instead: ask
    severity: low
    outcome: deny
    maturity: stable
    mode: warn
    patterns: [drop your rules]
    keywords: [drop]
    examples: { deny: [drop your rules], allow: [x] }
`,
    });
    expect(policy.ruleModes).toEqual({ "secret/one": "enforce", "injection/order": "warn" });
    expect(policy.ruleEnforceFrom).toEqual({ "secret/one": DAY, "secret/two": DAY });
    expect(secrets.rules[0]?.scope).toEqual({ users: ["sam"] });
  });
});

describe("the day of the whole policy", () => {
  it("begins at midnight UTC", () => {
    const { policy } = buildWith({ "p.yaml": "policy: { enforce_from: 2026-12-01 }\n" });
    expect([DAY - 1, DAY].map((now) => policyAt(policy, now).mode)).toEqual(["warn", "enforce"]);
  });

  it("may be over: then the rules are enforced", () => {
    const { policy } = buildWith({ "p.yaml": "policy: { enforce_from: 2020-01-01 }\n" });
    expect(policyAt(policy, NOW).mode).toBe("enforce");
  });
});

describe("a mistake is told at its place", () => {
  const inRule = (more: string, maturity?: string) => ({ "a.yaml": rule(more, maturity) });
  const inPolicy = (text: string) => ({ "a.yaml": rule(), "p.yaml": `policy:\n  ${text}\n` });

  it.each<[string, Record<string, string>, string]>([
    [
      "a mode for a rule that is not there",
      inPolicy("rule_modes: { command/no-frop: warn }"),
      'p.yaml:2:17: policy.rule_modes: there is no rule "command/no-frop", did you mean "command/no-frob"?',
    ],
    [
      "a day for a mode that has none",
      inPolicy("rule_modes: { command/no-frob: { mode: warn, from: 2027-01-01 } }"),
      "p.yaml:2:54: policy.rule_modes.command/no-frob.from: only enforce has a day: until then the rule warns",
    ],
    [
      "a day that is none",
      inPolicy("enforce_from: 2026-13-01"),
      "p.yaml:2:17: policy.enforce_from: must be a day like 2027-01-31",
    ],
    [
      "a day in the sandbox",
      inRule("    enforce_from: 2026-12-01\n", "sandbox"),
      "a.yaml:10:19: enforce_from: a rule in the sandbox only observes; say mode: enforce, or leave the day out",
    ],
    [
      "a day that changes nothing",
      inRule("    mode: warn\n    enforce_from: 2026-12-01\n"),
      "a.yaml:11:19: enforce_from: its mode is warn; say mode: enforce, or leave the day out",
    ],
    [
      "a scope of nothing",
      inRule("    scope: {}\n"),
      "a.yaml:10:12: scope: is empty; leave it out where the rule holds everywhere",
    ],
    [
      "a blank host",
      inRule('    scope: { hosts: [" "] }\n'),
      "a.yaml:10:22: scope.hosts: a blank name matches nothing",
    ],
    [
      "a user with a slash",
      inRule("    scope: { users: [a/b] }\n"),
      'a.yaml:10:22: scope.users: no name has a slash in it: "a/b"',
    ],
    [
      "a repository that is no absolute path",
      inRule("    scope: { repositories: [work/app] }\n"),
      "a.yaml:10:29: command/no-frob: scope.repositories.0: must start with / or ~/",
    ],
    [
      "a misspelled part of a scope",
      inRule("    scope: { user: [sam] }\n"),
      'a.yaml:10:14: unknown key "user", did you mean "users"?',
    ],
    [
      "a permission mode that nobody knows",
      inRule("    scope: { permission_modes: [bypassPermission] }\n"),
      'a.yaml:10:33: scope.permission_modes: there is no mode "bypassPermission": did you mean "bypassPermissions"?',
    ],
    [
      "a scope of a secret rule that nothing is in",
      {
        "s.toml": `[[rules]]\nid = "one"\nregex = 'tok_[a-z]{8}'\n[rules.toolgate]\nscope = { hosts = ["a/b"] }\n`,
      },
      's.toml:5:1: scope.hosts: no name has a slash in it: "a/b"',
    ],
  ])("%s", (_name, files, problem) => expect(mistakesOf(files)).toEqual([problem]));
});
