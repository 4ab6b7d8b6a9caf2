import { describe, expect, test } from "vitest";
import { readSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { readSecretFile } from "../../../src/rule/build/source/read-secret-file.ts";

const RULE = "[[rules]]\nid = \"acme\"\nregex = '''acme_([a-z]{8})'''\n";

const read = (text: string) => readSecretFile({ text, file: "s.toml" });
const notesOf = (text: string) =>
  read(text).notes.map(({ place, problem }) => `${place.line}:${place.column}: ${problem}`);

describe("what gitleaks takes in silence", () => {
  test("is an unknown key, which is noted with what may be meant, and left out", () => {
    const text = `titel = "x"\n${RULE}entropi = 3\n[[rules.allowlists]]\nstopword = ["a"]\npaths = ["b"]\n`;
    expect(notesOf(text)).toEqual([
      '1:1: unknown key "titel": gitleaks passes over it, and so does Toolgate, did you mean "title"?',
      '5:1: unknown key "entropi": gitleaks passes over it, and so does Toolgate, did you mean "entropy"?',
      '7:1: unknown key "stopword": gitleaks passes over it, and so does Toolgate, did you mean "stopwords"?',
    ]);
    expect(read(text).document.rules[0]).toMatchObject({ entropy: 0 });
  });

  test("is a second rule of the same id, of which only the last holds", () => {
    const text = `${RULE}${RULE.replace("acme_", "other_")}`;
    expect(notesOf(text)).toEqual([
      '2:1: another rule "acme" follows: as in gitleaks, only the last one holds',
    ]);
    expect(readSecrets(text, "s.toml").rules.map(({ starts }) => starts)).toEqual([["other_"]]);
  });

  test("is nothing in the shipped form", () => {
    expect(notesOf(RULE)).toEqual([]);
  });
});

describe("a file is read as gitleaks reads it", () => {
  test.each([
    ["keys in any case", "SecretGroup = 1\nEntropy = 2\n", { secretGroup: 1, entropy: 2 }],
    ["numbers in quotes", 'secretGroup = "1"\nentropy = "2.5"\n', { secretGroup: 1, entropy: 2.5 }],
    ["one text for a list", 'keywords = "acme,other"\n', { keywords: ["acme", "other"] }],
    ["numbers in a list of texts", 'keywords = [1, "b"]\n', { keywords: ["1", "b"] }],
    ["flags in quotes", 'skipReport = "true"\n', { skipReport: true }],
    [
      "empty texts as none",
      'path = ""\ndescription = ""\n',
      { regex: "acme_([a-z]{8})", description: "" },
    ],
    [
      "one table for a list of tables",
      'required = { id = "acme" }\n[rules.allowlists]\nstopwords = ["a"]\n',
      { required: [{ id: "acme" }], allowlists: [{ stopwords: ["a"] }] },
    ],
    [
      "an older allowlist",
      '[rules.allowlist]\nregexTarget = ""\nstopwords = ["a"]\n',
      { allowlists: [{ stopwords: ["a"], regexTarget: "secret" }] },
    ],
  ])("%s", (_, more, rule) => {
    expect(read(`${RULE}${more}`).document.rules[0]).toMatchObject(rule);
  });

  test("a mistake in an older allowlist is placed there", () => {
    const text = `${RULE}[rules.allowlist]\npaths = ['''b''', '''(''']\n`;
    expect(() => readSecrets(text, "s.toml")).toThrow("s.toml:5:19: paths: missing )");
  });

  test("an id of any characters is told as one of plain ones", () => {
    const { rules } = readSecrets(RULE.replace('"acme"', '"AWS key (prod)"'), "s.toml");
    expect(rules.map(({ id }) => id)).toEqual(["secret/AWS-key-prod-"]);
  });
});
