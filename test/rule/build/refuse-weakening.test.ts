import { describe, expect, it } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { withRules } from "./with-rules.ts";

const MAIN = {
  "policy.yaml": "policy: { on_failure: deny, on_partial: { standard: ask, strict: deny } }\n",
  "programs.yaml": "programs: { rm: { aliases: { -R: -r } } }\n",
  "commands.yaml": `commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: deny
    maturity: stable
    patterns: [frob --all]
    examples: { deny: [frob --all], allow: [frob --one] }
`,
  "secrets.toml": "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z]{8}'''\nkeywords = [\"acme_\"]\n",
};

function build(dropIns: Readonly<Record<string, string>>): string[] {
  try {
    withRules({ ...MAIN, ...dropIns }, (directory) => buildRules(directory));
    return [];
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n");
    throw error;
  }
}

const advice = 'take it out, or say why with "weakens: why" at the top of the file';
const tomlAdvice = 'take it out, or say why with [toolgate] weakens = "why" at the top of the file';

describe("a drop-in that makes the rules milder", () => {
  it.each([
    ["the mode", "policy: { mode: warn }\n", "1:17", "mode enforce becomes warn"],
    [
      "the day",
      "policy: { enforce_from: 2030-01-01 }\n",
      "1:25",
      "mode enforce becomes enforce from 2030-01-01",
    ],
    [
      "one profile's word",
      "policy:\n  on_partial: { strict: ask }\n",
      "2:15",
      "on_partial deny becomes ask",
    ],
    [
      "a rule's mode",
      "policy: { rule_modes: { command/no-frob: observe } }\n",
      "1:42",
      "rule_modes of command/no-frob enforce becomes observe",
    ],
    ["the profile", "policy: { profile: observe }\n", "1:20", "profile standard becomes observe"],
    [
      "how a program is read",
      "programs:\n  rm: { valued: [-r] }\n",
      "2:3",
      "rm reads -r otherwise than the files before say",
    ],
  ])("is refused at %s, unless it says why", (...[, text, place, what]) => {
    expect(build({ "rules.d/10-a.yaml": text })).toEqual([
      `rules.d/10-a.yaml:${place}: this makes the rules milder (${what}): ${advice}`,
    ]);
    expect(build({ "rules.d/10-a.yaml": `weakens: a trial of our team\n${text}` })).toEqual([]);
    // In a main file it is the policy itself.
    expect(build({ "zz.yaml": text })).toEqual([]);
  });

  it.each([
    [
      "an allowlist for every secret",
      '[[allowlists]]\nstopwords = ["zebra"]\n',
      "1:1",
      "this allowlist holds for every secret rule of every file",
    ],
    [
      "a disabled secret rule",
      '[extend]\ndisabledRules = ["acme"]\n',
      "2:18",
      "the secret rule acme is disabled",
    ],
  ])("is refused at %s, unless it says why", (...[, text, place, what]) => {
    expect(build({ "rules.d/10-a.toml": text })).toEqual([
      `rules.d/10-a.toml:${place}: this makes the rules milder (${what}): ${tomlAdvice}`,
    ]);
    const said = `[toolgate]\nweakens = "our test data"\n${text}`;
    expect(build({ "rules.d/10-a.toml": said })).toEqual([]);
  });

  it("is held against the drop-ins before it too", () => {
    const strict = "policy: { unlisted: ask }\n";
    const back = "policy: { unlisted: none }\n";
    expect(build({ "rules.d/1.yaml": strict, "rules.d/2.yaml": back })).toHaveLength(1);
    expect(build({ "rules.d/1.yaml": back, "rules.d/2.yaml": strict })).toEqual([]);
  });
});

describe("a drop-in that only adds", () => {
  it.each([
    [
      "a rule in the sandbox",
      MAIN["commands.yaml"].replace("frob\n", "frab\n").replace("stable", "sandbox"),
    ],
    ["a stricter policy", "policy: { on_partial: deny, unlisted: deny, deadline_ms: 100 }\n"],
    ["what is known of another program", "programs: { acmectl: { valued: [--env] } }\n"],
  ])("need not say anything: %s", (_, text) => {
    expect(build({ "rules.d/10-a.yaml": text })).toEqual([]);
  });
});

describe("disabledRules", () => {
  it("takes the rule of another file out of the bundle", () => {
    const off = '[toolgate]\nweakens = "ours"\n[extend]\ndisabledRules = ["acme"]\n';
    const { secrets } = withRules({ ...MAIN, "rules.d/a.toml": off }, (directory) =>
      buildRules(directory),
    );
    expect(secrets.rules).toEqual([]);
  });

  it("names a rule that there is", () => {
    const off = '[toolgate]\nweakens = "ours"\n[extend]\ndisabledRules = ["acne"]\n';
    expect(build({ "rules.d/a.toml": off })).toEqual([
      'rules.d/a.toml:4:18: there is no secret rule "acne" to disable: did you mean "acme"?',
    ]);
  });
});

describe("an id used twice", () => {
  it("is refused across files, for injection too, but not for secrets, where both hold", () => {
    expect(build({ "rules.d/a.toml": MAIN["secrets.toml"] })).toEqual([]);
    const injection = `injection:
  - id: injection/x
    why: it orders
    instead: do not
    severity: low
    outcome: warn
    maturity: stable
    patterns: [obey me]
    examples: { deny: [obey me], allow: [obey] }
`;
    expect(build({ "injection.yaml": injection, "rules.d/injection-b.yaml": injection })).toEqual([
      'rules.d/injection-b.yaml:2:9: there is another rule "injection/x" at injection.yaml:2:9',
    ]);
  });
});
