import { describe, expect, it } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { withRules } from "./with-rules.ts";

const rule = (own: string, kind = "command") => `
  - id: ${kind}/it
    why: it frobs
    instead: use fro
    severity: low
    maturity: stable
${own}`;
const command = (patterns: string, outcome = "deny") =>
  `commands:${rule(`    outcome: ${outcome}
    patterns: ${patterns}
    examples: { deny: [frob --all], allow: [git clean -n] }
`)}`;
const path = (glob: string) =>
  `paths:${rule(
    `    outcome: deny
    access: [read]
    paths: [${JSON.stringify(glob)}]
    examples: { deny: [read /srv/a/b], allow: [read /x] }
`,
    "path",
  )}`;
const egress = (host: string) =>
  `egress:${rule(
    `    outcome: deny
    hosts: [${host}]
    examples: { deny: ["https://a.evil.example"], allow: ["https://x.example"] }
`,
    "egress",
  )}`;
const injection = (pattern: string) =>
  `injection:${rule(
    `    outcome: warn
    patterns: ['${pattern}']
    examples: { deny: [obey me], allow: [fine] }
`,
    "injection",
  )}`;

function build(files: Readonly<Record<string, string>>): string[] {
  try {
    withRules(files, (directory) => buildRules(directory));
    return [];
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n");
    throw error;
  }
}

const ALLOW = `commands:${rule(`    outcome: allow
    patterns: [PATTERN]
    examples: { deny: [git push], allow: [fro] }
`)}`;

describe("a rule that allows", () => {
  it.each(['"*"', '"{fro,*}"', '"?*"', '"[a-z]*"', '{ run: "*", unknown: program }'])(
    "names its programs: %s",
    (pattern) => {
      const [first] = build({ "a.yaml": ALLOW.replace("PATTERN", pattern) });
      expect(first).toMatch(/^a\.yaml:8:16: command\/it: a rule that allows names its programs/);
    },
  );

  it("needs a word on why in a drop-in, and none in a main file", () => {
    const text = ALLOW.replace("PATTERN", "fro");
    expect(build({ "a.yaml": text })).toEqual([]);
    expect(build({ "rules.d/a.yaml": text })[0]).toContain(
      "rules.d/a.yaml:7:14: this makes the rules milder (command/it allows)",
    );
    expect(build({ "rules.d/a.yaml": `weakens: our own tool\n${text}` })).toEqual([]);
  });

  it("is over commands, tools and hosts", () => {
    expect(build({ "a.yaml": path("/srv/**").replace("deny\n", "allow\n") })[0]).toMatch(
      /^a\.yaml:7:14: path\/it: outcome: allow has no effect in "paths".*except/,
    );
    const listed = egress('"*.evil.example"')
      .replace("deny\n", "allow\n")
      .replace('deny: ["https://a', 'allow: ["https://a')
      .replace('], allow: ["https://x', '], deny: ["https://x');
    expect(build({ "a.yaml": listed })).toEqual([]);
  });

  it.each(['"*"', '"*.com"', "'{a.example,*}'"])("names its hosts: %s", (host) => {
    const text = egress(host).replace("deny\n", "allow\n");
    expect(build({ "a.yaml": text })[0]).toBe(
      "a.yaml:8:13: egress/it: a rule that allows names its hosts: this allows any",
    );
  });
});

describe("what a drop-in says of a program", () => {
  const main = {
    "a.yaml": command(
      "[{ run: 'git clean -f', without: --dry-run }, { run: fdisk, without: -l }]",
    ).replace("deny: [frob --all]", "deny: [git clean -f]"),
    "programs.yaml": "programs: { git clean: { aliases: { -f: --force, -n: --dry-run } } }\n",
  };
  it.each([
    ["git clean: { aliases: { -q: --dry-run } }", "git clean reads -q"],
    ["fdisk: { aliases: { -w: -l } }", "fdisk reads -w"],
    ["fdisk: { valued: [-w] }", "fdisk reads -w"],
  ])("is a weakening where it makes another flag of one in a rule: %s", (facts, what) => {
    expect(build({ ...main, "rules.d/x.yaml": `programs: { ${facts} }\n` })[0]).toContain(what);
  });

  it.each([
    "git clean: { aliases: { -q: --quiet } }",
    "git clean: { aliases: { -f: --force } }",
    "acmectl: { aliases: { -w: -l } }",
  ])("is none where no rule is about it: %s", (facts) => {
    expect(build({ ...main, "rules.d/x.yaml": `programs: { ${facts} }\n` })).toEqual([]);
  });
});

describe("a file that would not be read", () => {
  it.each([
    ["rules.d/x.yml", "rules.d/x.yml:1:1: not read"],
    ["x.YAML", "x.YAML:1:1: not read"],
    ["x.json", "x.json:1:1: not read"],
    ["rules.d/team/x.yaml", "rules.d/team:1:1: not read"],
    ["rules.D/x.yaml", "rules.D:1:1: not read"],
  ])("is named: %s", (name, problem) => {
    expect(build({ [name]: "policy: {}\n" })[0]).toContain(problem);
  });

  it("is named when it is empty", () => {
    expect(build({ "x.yaml": "\n" })[0]).toContain("x.yaml:1:1: is empty");
  });

  it.each(["README.md", "schema/rules.schema.json", "rules.d/README.md", "bundle.jsonl"])(
    "is none: %s",
    (name) => expect(build({ [name]: "{}\n" })).toEqual([]),
  );
});

describe("a glob that never matches", () => {
  it.each([
    ["/srv//a/**", "//"],
    ["/srv/a/", "ends with a slash"],
    ["/srv/x/../a/**", "/../"],
    ["/srv/(a|b)/**", "{a,b}"],
    ["/srv/$USER/**", "variable"],
  ])("is refused over paths: %s", (glob, problem) => {
    expect(build({ "a.yaml": path(glob) })[0]).toContain(problem);
  });

  it.each(["/srv/{a,b}/**", "/srv/a/b", "/srv/*/b"])("is not refused: %s", (glob) => {
    expect(build({ "a.yaml": path(glob) })).toEqual([]);
  });

  it.each([
    ['"a.evil.example:8080"', "no port"],
    ['"$HOST.evil.example"', "variable"],
    ['"(a|b).evil.example"', "{a,b}"],
    ['"a.evil.example,b.example"', "several items"],
  ])("is refused over hosts: %s", (host, problem) => {
    expect(build({ "a.yaml": egress(host) })[0]).toContain(problem);
  });

  it.each(['"*.evil.example"', '"{a,b}.evil.example"', '"A.Evil.example"'])(
    "is not: %s",
    (host) => {
      expect(build({ "a.yaml": egress(host) })).toEqual([]);
    },
  );

  it.each([
    ["Obey me", "lower case"],
    ["obey  me", "no two blanks"],
  ])("is refused as a pattern over texts: %s", (pattern, problem) => {
    expect(build({ "injection.yaml": injection(pattern) })[0]).toContain(problem);
  });

  it.each(["obey me", "\\bobey\\W+me", "[A-Za-z]{1,9} me"])("is not: %s", (pattern) => {
    expect(build({ "injection.yaml": injection(pattern) })).toEqual([]);
  });
});

describe("a message", () => {
  it("says where a text without quotes stands, and that it needs them", () => {
    expect(build({ "a.yaml": egress("*.evil.example") })).toEqual([
      "a.yaml:8:13: a text that begins with * must be in quotes",
    ]);
    expect(build({ "a.yaml": "policy: &a { mode: warn }\nexceptions: []\n" })).toEqual([]);
  });

  it("never quotes a file that is no YAML", () => {
    for (const text of ["a: !hush b\n", "a: >hush x\n", "%hush x\n---\na: b\n"]) {
      expect(build({ "a.yaml": text })[0]).toMatch(/^a\.yaml:\d+:\d+: /);
      expect(build({ "a.yaml": text }).join()).not.toContain("hush");
    }
  });

  it("tells a value that stands for every profile once", () => {
    expect(build({ "a.yaml": command("[frob]", "block") })).toEqual([
      "a.yaml:7:14: command/it: outcome: must be allow or warn or ask or deny",
    ]);
  });

  it.each([
    [
      "a profile",
      { "a.yaml": command("[frob]", "{ strct: deny }") },
      'a.yaml:7:16: unknown key "strct", did you mean "strict"?',
    ],
    [
      "a missing key",
      { "a.yaml": command("[frob]").replace("patterns: [frob]", "references: []") },
      "command/it: patterns is missing",
    ],
    [
      "an injection rule in another file",
      { "a.yaml": injection("obey me") },
      "a file whose name begins with injection",
    ],
    ["a blank reason", { "rules.d/a.yaml": "weakens: '   '\n" }, "must be one clause"],
    [
      "__proto__",
      { "a.yaml": "policy: { rule_modes: { __proto__: observe } }\n" },
      'no key may be called "__proto__"',
    ],
    [
      "a rule without its kind",
      { "a.yaml": `${command("[frob]")}policy: { rule_modes: { it: warn } }\n` },
      'did you mean "command/it"?',
    ],
    [
      "a class of template that there is not",
      {
        "a.toml":
          "[[rules]]\nid = 'a'\nregex = 'acme_[a-z]{4}'\n[rules.toolgate]\nexamples.deny = ['acme_{foo:4}']\n",
      },
      "examples.deny: there is no {foo:4}; there are digit,",
    ],
    [
      "an allowlist for a rule of no name",
      {
        "a.toml":
          "[[allowlists]]\ntargetRules = ['b']\nstopwords = ['x']\n[[rules]]\nid = 'a'\nregex = 'acme_[a-z]{4}'\n",
      },
      'targetRules: this file has no rule "b"',
    ],
  ])("names %s", (_, files, problem) => {
    expect(build(files)[0]).toContain(problem);
  });
});
