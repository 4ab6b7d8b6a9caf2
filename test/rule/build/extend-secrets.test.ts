import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compileSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { followExtend, readSecretFile } from "../../../src/rule/build/source/read-secret-file.ts";
import { readSources } from "../../../src/rule/build/source/read-sources.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { lintSources } from "../../../src/rule/build/lint/lint-sources.ts";
import { withRules } from "./with-rules.ts";

const BASE = `[[allowlists]]
paths = ['''lock''']
[[allowlists]]
targetRules = ["one"]
stopwords = ["x"]
[[rules]]
id = "one"
description = "the first"
regex = '''one_([a-z]+)'''
entropy = 2
keywords = ["one_"]
[[rules.allowlists]]
stopwords = ["base"]
[[rules]]
id = "two"
regex = '''two_[a-z]+'''
`;

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "toolgate-extend-"));
  writeFileSync(path.join(directory, "base.toml"), BASE);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const follow = (text: string, more: { readonly defaultFile?: string } = {}) =>
  followExtend(readSecretFile({ text, file: "main.toml" }), { directory, ...more });

describe("a file that extends another", () => {
  test("has its rules too, and adds to one of the same id what it says itself", () => {
    const { document } = follow(
      `[extend]\npath = "base.toml"\n[[rules]]\nid = "one"\nentropy = 3.5\nkeywords = ["uno"]\n[[rules.allowlists]]\nstopwords = ["own"]\n`,
    );
    expect(document.rules.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(document.rules[0]).toMatchObject({
      description: "the first",
      regex: "one_([a-z]+)",
      entropy: 3.5,
      keywords: ["one_", "uno"],
      allowlists: [{ stopwords: ["base"] }, { stopwords: ["own"] }],
    });
    expect(document.allowlists.map(({ paths }) => paths)).toEqual([["lock"]]);
  });

  test("leaves out what it disables, and is warned of what is not there", () => {
    const { document, notes } = follow(
      `[extend]\npath = "base.toml"\ndisabledRules = ["two", "onne"]\n`,
    );
    expect(document.rules.map(({ id }) => id)).toEqual(["one"]);
    expect(notes.map(({ place, problem }) => `${place.file}:${place.line} ${problem}`)).toEqual([
      "base.toml:4 targetRules: as in gitleaks, such a list of an extended file is not heeded",
      'main.toml:3 disabledRules: the extended file has no rule "onne", did you mean "one"?',
    ]);
  });

  test("places a mistake in the file that it stands in", () => {
    const own = `[extend]\npath = "base.toml"\n[[rules]]\nid = "one"\nsecretGroup = 4\n`;
    expect(() => compileSecrets(follow(own))).toThrow("main.toml:5:1: one: the regex has no group");
    writeFileSync(path.join(directory, "base.toml"), BASE.replace("two_[a-z]+", "two_["));
    expect(() => compileSecrets(follow(own.replace("4", "1")))).toThrow(
      "base.toml:16:1: regex: missing ], at character 5",
    );
  });

  test("is followed two steps and no further", () => {
    for (const nth of [1, 2, 3]) {
      const text = `[extend]\npath = "s${nth + 1}.toml"\n[[rules]]\nid = "r${nth}"\nregex = "r"\n`;
      writeFileSync(path.join(directory, `s${nth}.toml`), text);
    }
    const ids = follow('[extend]\npath = "s1.toml"\n').document.rules.map(({ id }) => id);
    expect(ids).toEqual(["r1", "r2"]);
  });

  test.each([
    ["that is not there", 'path = "none.toml"', "main.toml:2:1: extend.path: none.toml cannot be"],
    ["by an address", 'url = "https://example.com"', "main.toml:2:1: extend.url: gitleaks does"],
    [
      "twice",
      'path = "base.toml"\nuseDefault = true',
      "main.toml:3:1: extend: path and useDefault",
    ],
    ["that nobody names", "useDefault = true", "main.toml:2:1: extend.useDefault: Toolgate has no"],
  ])("is refused where it extends one %s", (_, extend, message) => {
    expect(() => follow(`[extend]\n${extend}\n`)).toThrow(message);
  });

  test("takes the named file for gitleaks' own rules", () => {
    const { document } = follow("[extend]\nuseDefault = true\n", { defaultFile: "base.toml" });
    expect(document.rules.map(({ id }) => id)).toEqual(["one", "two"]);
  });
});

describe("the rules of a directory", () => {
  const named = '[toolgate]\ngitleaks_default = ".gitleaks-default.toml"\n';
  const mine = '[extend]\nuseDefault = true\n[[rules]]\nid = "two"\nkeywords = ["two_"]\n';
  const files = {
    "rules.d/00-gitleaks.toml": named,
    "rules.d/10-mine.toml": mine,
    "rules.d/.gitleaks-default.toml": BASE.replace(/^\[\[allow[^]*?(?=\[\[rules)/, ""),
  };

  test("have the file that stands for gitleaks' own rules from any of them", () => {
    withRules(files, (rules) => {
      const ids = buildRules(rules).secrets.rules.map(({ id }) => id);
      expect(ids).toEqual(["secret/two", "secret/one"]);
    });
  });

  test("hold a file that another extends only once, and tell unknown keys and slow patterns", () => {
    const base = `${BASE}unheard = 1\n[[rules]]\nid = "slow"\nkeywords = ["k"]\nregex = '''k.*=.*v'''\n[[rules]]\nid = "turns"\nkeywords = ["c"]\nregex = '''(?:(a)|b)+c'''\n`;
    const text = '[toolgate]\nweakens = "as gitleaks has it"\n[extend]\npath = "base.toml"\n';
    withRules({ "rules.d/base.toml": base, "rules.d/main.toml": text }, (rules) => {
      const sources = readSources(rules);
      expect(sources.secrets.map(({ source }) => source.file)).toEqual(["rules.d/main.toml"]);
      expect(buildRules(rules).secrets.rules.at(-2)?.regex.slow).toBe(true);
      const told = lintSources(sources, 0).map(({ place, problem }) => [place.file, problem]);
      expect(told).toContainEqual(["rules.d/base.toml", expect.stringContaining('"unheard"')]);
      expect(told).toContainEqual(["rules.d/base.toml", expect.stringContaining("slow on")]);
      expect(told).toContainEqual([
        "rules.d/base.toml",
        expect.stringContaining("secret/turns: a group in a repeat"),
      ]);
    });
  });

  test("are not made milder by a drop-in's allowlist for all of its own rules", () => {
    const rule = (id: string) => `[[rules]]\nid = "${id}"\nregex = "${id}_[a-z]{3}"\n`;
    const mine = `[[allowlists]]\nstopwords = ["abc"]\n${rule("own")}`;
    withRules({ "secrets.toml": rule("main"), "rules.d/a.toml": mine }, (rules) => {
      const { secrets } = buildRules(rules);
      expect(secrets.allowlists).toEqual([]);
      expect(secrets.rules.map(({ allowlists }) => allowlists.length)).toEqual([0, 1]);
      const told = lintSources(readSources(rules), 0).map(({ problem }) => problem);
      expect(told).toContainEqual(expect.stringContaining("holds for the rules of this file"));
    });
  });

  test("may have a rule of one id in two files: both hold", () => {
    const rule = (regex: string) => `[[rules]]\nid = "same"\nregex = '''${regex}'''\n`;
    const two = { "rules.d/a.toml": rule("aa"), "rules.d/b.toml": rule("bb") };
    withRules(two, (rules) => {
      expect(buildRules(rules).secrets.rules.map(({ starts }) => starts)).toEqual([["aa"], ["bb"]]);
    });
  });
});
