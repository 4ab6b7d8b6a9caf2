import { describe, expect, test } from "vitest";
import { scanText } from "../../../src/check/secret/scan-text.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { runSecretExamples } from "../../../src/rule/build/examples/secret-examples.ts";
import { readSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { RuleError, RuleErrors } from "../../../src/rule/build/source/rule-error.ts";
import { shipped, shippedText } from "../../check/secret/support.ts";

const RULE = "[[rules]]\nid = \"acme\"\nregex = '''\\b(acme_[a-z]{8})\\b'''\n";

function errorOf(text: string): string {
  try {
    readSecrets(text, "s.toml");
  } catch (error) {
    if (error instanceof RuleError || error instanceof RuleErrors) return error.message;
    throw error;
  }
  throw new Error("it was read");
}

const find = (text: string, sample: string, path?: string) =>
  scanText(sample, path, readSecrets(text, "s.toml")).map(({ rule }) => rule.id);

describe("a rule of gitleaks", () => {
  test("gets defaults for what gitleaks does not know", () => {
    expect(readSecrets(RULE, "s.toml").rules[0]).toMatchObject({
      id: "secret/acme",
      why: "acme",
      instead: "read it from an environment variable or a secret manager",
      severity: "high",
      outcome: "deny",
      maturity: "stable",
      profiles: ["standard", "strict", "observe"],
      prefixes: ["acme_"],
      starts: ["acme_"],
    });
  });

  test("needs more entropy than it says", () => {
    expect(find(`${RULE}entropy = 1.0\n`, "acme_aaaabbbb")).toEqual(["secret/acme"]);
    expect(find(`${RULE}entropy = 4.0\n`, "acme_aaaabbbb")).toEqual([]);
  });

  test("looks only at files of its path", () => {
    const text = `${RULE}path = '''\\.env$'''\n`;
    expect(find(text, "acme_abcdefgh", "/a/.env")).toEqual(["secret/acme"]);
    expect(find(text, "acme_abcdefgh", "/a/b.ts")).toEqual([]);
    expect(find(text, "acme_abcdefgh")).toEqual([]);
  });

  test("takes the group that it names, else the first that is not empty", () => {
    const of = (more: string) =>
      readSecrets(`[[rules]]\nid = "a"\nregex = '''(k)=(v[0-9])?'''\n${more}`, "s.toml");
    const spans = (more: string) =>
      scanText("k=v1", undefined, of(more)).map(({ start, end }) => [start, end]);
    expect(spans("")).toEqual([[0, 1]]);
    expect(spans("secretGroup = 2\n")).toEqual([[2, 4]]);
  });

  test.each([
    ["of the rule", `${RULE}[[rules.allowlists]]\nstopwords = ["ABCD"]\n`],
    [
      "of the rule, as gitleaks 8.20 wrote it",
      `${RULE}[rules.allowlist]\nregexes = ['''abcd''']\n`,
    ],
    ["of the file", `[[allowlists]]\nregexes = ['''^acme_abcd''']\n${RULE}`],
    [
      "of the file, for this rule",
      `[[allowlists]]\ntargetRules = ["acme"]\nstopwords = ["abcd"]\n${RULE}`,
    ],
    ["of the file, as gitleaks 8.20 wrote it", `[allowlist]\nregexes = ['''abcd''']\n${RULE}`],
  ])("is held back by an allowlist %s", (_, text) => {
    expect(find(text, "acme_abcdefgh acme_zyxwvuts")).toEqual(["secret/acme"]);
  });

  test("is not held back by an allowlist for another, nor by commits", () => {
    const other = `[[allowlists]]\ntargetRules = ["x"]\nstopwords = ["abcd"]\n${RULE}[[rules]]\nid = "x"\nregex = "xyz_[0-9]"\n`;
    expect(find(other, "acme_abcdefgh")).toEqual(["secret/acme"]);
    const commits = `${RULE}[[rules.allowlists]]\ncondition = "AND"\ncommits = ["a"]\nstopwords = ["abcd"]\n`;
    expect(find(commits, "acme_abcdefgh")).toEqual(["secret/acme"]);
  });

  test("is not held back by a word beside a token when the list looks at the whole", () => {
    const list = `[[allowlists]]\nstopwords = ["abcd"]\n`;
    const rule = "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z0-9]{4,60}'''\n";
    const token = `acme_abcd${expandTemplate("{alnum:32}").toLowerCase()}`;
    expect(find(list + rule, token)).toEqual([]);
    const whole = `${list}toolgate.wholeOnly = true\n${rule}`;
    expect(find(whole, token)).toEqual(["secret/acme"]);
    expect(find(whole, "acme_abcdef")).toEqual([]);
  });

  test("tells the roles that it is about", () => {
    const roles = (text: string) => readSecrets(text, "s.toml").rules[0]?.roles;
    expect(roles(`${RULE}toolgate.roles = ["command"]\n`)).toEqual(["command"]);
    expect(roles(RULE)).toBeUndefined();
    expect(errorOf(`${RULE}toolgate.roles = ["comand"]\n`)).toContain("s.toml:4");
  });

  test("reports nothing when it says so", () => {
    expect(readSecrets(`${RULE}skipReport = true\n`, "s.toml").rules).toEqual([]);
  });
});

describe("a mistake", () => {
  test.each([
    ["what is not TOML", "[[rules]]\nid = \n", "s.toml:2:"],
    ["an unknown key of ours", `${RULE}[rules.toolgate]\n  sevrity = "high"\n`, "s.toml:5:3: "],
    [
      "a wrong type, in the second rule",
      `${RULE}\n[[rules]]\nid = "b"\nregex = "b"\nentropy = "much"\n`,
      "s.toml:8:1: ",
    ],
    [
      "a regex that is not RE2",
      "[[rules]]\nid = \"a\"\nregex = '''(?=a)'''\n",
      "s.toml:3:1: regex: RE2 has no",
    ],
    [
      "a regex that is wrong further on",
      "[[rules]]\nid = \"a\"\nregex = '''abc[z-a]'''\n",
      "s.toml:3:1: regex: invalid range in brackets, at character 5",
    ],
    [
      "repeats that RE2 finds too many",
      "[[rules]]\nid = \"a\"\nregex = '''(?:a{100}b){11}'''\n",
      "s.toml:3:1: regex: RE2 takes repeats within repeats up to 1000 in all, at character 12",
    ],
    [
      "a regex that could take exponential time",
      "[[rules]]\nid = \"a\"\nregex = '''(a+)+b'''\n",
      "s.toml:3:1: regex: could take",
    ],
    [
      "an allowlist's regex",
      `${RULE}[[rules.allowlists]]\nregexes = ['''(''']\n`,
      "s.toml:5:12: regexes: missing )",
    ],
    [
      "a group that is not there",
      `${RULE}secretGroup = 2\n`,
      "s.toml:4:1: acme: the regex has no group 2",
    ],
    ["neither regex nor path", '[[rules]]\nid = "a"\n', "s.toml:1:1: a: a rule needs"],
    [
      "a rule that refers to others",
      `${RULE}[[rules.required]]\nid = "b"\n`,
      's.toml:5:1: acme: required: this file has no rule "b"',
    ],
    [
      "an allowlist that allows nothing",
      `${RULE}[[rules.allowlists]]\ndescription = "none"\n`,
      "s.toml:4:1: acme: allowlists.0: must have at least one of commits, paths",
    ],
    [
      "a condition that is none",
      `${RULE}[[rules.allowlists]]\ncondition = "XOR"\nstopwords = ["a"]\n`,
      "s.toml:5:1: acme: allowlists.0.condition: must be AND or OR",
    ],
    [
      "both ways to write a list",
      `[allowlist]\nstopwords = ["a"]\n[[allowlists]]\nstopwords = ["b"]\n${RULE}`,
      "s.toml:1:1: allowlist cannot stand beside allowlists",
    ],
    ["a blank id", '[[rules]]\nid = " "\nregex = "a"\n', "s.toml:2:1: "],
  ])("is placed: %s", (_, text, message) => {
    expect(errorOf(text)).toContain(message);
  });
});

test("every mistake of a file is named", () => {
  const text = `${RULE}toolgate.oucome = "deny"\n\n[[rules]]\nid = "b"\nregex = "b"\nentropy = "much"\n`;
  expect(errorOf(text).split("\n")).toEqual([
    's.toml:4:1: unknown key "oucome", did you mean "outcome"?',
    "s.toml:9:1: b: entropy: must be a number",
  ]);
  const slow = "[[rules]]\nid = \"a\"\nregex = '''(a+)+b'''\n";
  expect(errorOf(slow + slow.replace('"a"', '"b"')).split("\n")).toHaveLength(2);
});

describe("the examples of a rule", () => {
  const results = (examples: string) => {
    const file = readSecrets(`${RULE}[rules.toolgate]\n${examples}`, "s.toml");
    return file.built.flatMap((built) => runSecretExamples(built, file.allowlists));
  };

  test("hold in both directions, and are told as templates", () => {
    const examples = 'examples.deny = ["acme_{lower:8}"]\nexamples.allow = ["acme_{lower:3}"]\n';
    expect(results(examples)).toEqual([
      {
        rule: "secret/acme",
        list: "deny",
        example: "acme_{lower:8}",
        place: { file: "s.toml", line: 5, column: 18 },
      },
      {
        rule: "secret/acme",
        list: "allow",
        example: "acme_{lower:3}",
        place: { file: "s.toml", line: 6, column: 19 },
      },
    ]);
  });

  test("that lie are told at the very item", () => {
    const examples = 'examples.deny = [\n  "acme_{lower:8}", # "x"\n  "acme",\n]\n';
    expect(results(examples).filter(({ problem }) => problem)).toMatchObject([
      { problem: "is not caught by its rule", place: { line: 7, column: 3 } },
    ]);
    const table = '[rules.toolgate.examples]\nallow = ["x", "acme_{lower:8}"]\n';
    expect(results(table).filter(({ problem }) => problem)).toMatchObject([
      { problem: "is caught by its rule", place: { line: 6, column: 15 } },
    ]);
  });
});

describe("the shipped rules", () => {
  test("have an example in each, and no id but its own in the first finding of it", () => {
    const blocks = shippedText.split("[[rules]]").slice(1);
    expect(blocks.filter((block) => !block.includes("examples.deny = ["))).toEqual([]);
    expect(blocks).toHaveLength(shipped.rules.length);
  });

  test("hold nothing that looks like a secret", () => {
    expect(scanText(shippedText, undefined, shipped)).toEqual([]);
  });

  test("show of each example's secret at most four characters and the length", () => {
    const lists = [...shippedText.matchAll(/^examples\.deny = (\[.*\])$/gm)];
    const templates: readonly string[] = lists.flatMap(([, list = "[]"]) => JSON.parse(list));
    const masks = templates.flatMap((template) =>
      scanText(expandTemplate(template), undefined, shipped).map(({ masked }) => masked),
    );
    expect(masks.length).toBeGreaterThan(shipped.rules.length);
    expect(masks.filter((masked) => !/^[^…]{0,4}…\(\d+\)$/.test(masked))).toEqual([]);
  });
});

describe("expandTemplate", () => {
  test("gives the same text for the same template, another for another", () => {
    expect(expandTemplate("{alnum:36}")).toBe(expandTemplate("{alnum:36}"));
    expect(expandTemplate("a{alnum:36}").slice(1)).not.toBe(expandTemplate("{alnum:36}"));
  });

  test("leaves braces that name nothing", () => {
    expect(expandTemplate("${A} {b} {toString:3} {alnum}")).toBe("${A} {b} {toString:3} {alnum}");
  });

  test("makes the shapes that it names", () => {
    expect(expandTemplate("{hex:4}-{digit:3}")).toMatch(/^[0-9a-f]{4}-[0-9]{3}$/);
    expect(expandTemplate("{uuid}")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(expandTemplate("{pem:EC PRIVATE KEY}").split("\n")).toHaveLength(5);
  });
});
