import { describe, expect, test } from "vitest";
import { detectAsGitleaks } from "../../../src/check/secret/gitleaks/detect.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { readSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { inspectText, shipped } from "./support.ts";

const RULE = "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z]{4}'''\n";
const KEY = "[[rules]]\nid = \"key\"\nregex = '''key_[0-9]'''\n";

const detect = (configuration: string, text: string, path?: string) =>
  detectAsGitleaks(text, path, readSecrets(configuration, "s.toml"));
const base64 = (text: string) => Buffer.from(text).toString("base64");
const token = expandTemplate("ghp_{alnum:36}");

describe("the engine, as gitleaks", () => {
  test("tells the line, from 1, of each secret", () => {
    expect(detect(RULE, "acme_aaaa\n\nacme_bbbb acme_cccc")).toEqual([
      { rule: "acme", secret: "acme_aaaa", line: 1 },
      { rule: "acme", secret: "acme_bbbb", line: 3 },
      { rule: "acme", secret: "acme_cccc", line: 3 },
    ]);
  });

  test("decodes what is encoded five times over, and not six times", () => {
    const times = (count: number): string => {
      let text = "token = acme_abcd";
      for (let nth = 0; nth < count; nth += 1) text = base64(text);
      return text;
    };
    expect(detect(RULE, times(5)).map(({ secret }) => secret)).toEqual(["acme_abcd"]);
    expect(detect(RULE, times(6))).toEqual([]);
  });

  test.each([
    ["percent", "%61%63%6d%65_abcd"],
    ["hexadecimal", Buffer.from("token = acme_abcd").toString("hex")],
    ["escapes of Unicode", "\\u0061\\u0063\\u006d\\u0065_abcd"],
    ["code points", "U+0061 U+0063 U+006D U+0065 U+005F U+0061 U+0062 U+0063 U+0064"],
  ])("decodes %s", (_, text) => {
    expect(detect(RULE, `a\n${text}\n`)).toEqual([{ rule: "acme", secret: "acme_abcd", line: 2 }]);
  });

  test("finds nothing in a line with its comment, which the guard does not heed", () => {
    const text = `a = "${token}" # gitleaks:allow\n`;
    expect(detectAsGitleaks(text, undefined, shipped)).toEqual([]);
    expect(inspectText(text).map(({ rule }) => rule)).toEqual(["secret/github-pat"]);
  });

  test.each([
    ["anywhere in the text", "", "acme_aaaa\n\n\n\nkey_1", 1],
    ["not at all", "", "acme_aaaa", 0],
    ["within so many lines", "withinLines = 2", "acme_aaaa\n\nkey_1", 1],
    ["further away", "withinLines = 1", "acme_aaaa\n\nkey_1", 0],
    ["within so many columns", "withinColumns = 10", "acme_aaaa key_1", 1],
    ["further along the line", "withinColumns = 9", "acme_aaaa key_1", 0],
  ] as const)("needs what a rule requires: %s", (...[, near, text, count]) => {
    const required = `${KEY}skipReport = true\n${RULE}[[rules.required]]\nid = "key"\n${near}\n`;
    expect(detect(required, text)).toHaveLength(count);
  });

  test("lets a generic rule give way to another in the same line", () => {
    const generic = `${RULE}[[rules]]\nid = "generic"\nregex = '''[a-z]+_[a-z]{4}'''\n`;
    expect(detect(generic, "acme_abcd\nother_abcd").map(({ rule }) => rule)).toEqual([
      "acme",
      "generic",
    ]);
  });

  test("lets a flag of a list's pattern hold in those after it, as the list is one pattern", () => {
    const list = `${RULE}[[rules.allowlists]]\nregexes = ['''(?i)never''', '''ACME_AB''']\n`;
    expect(detect(list, "acme_abcd")).toEqual([]);
  });

  test("counts characters, not their halves", () => {
    const rule = "[[rules]]\nid = \"a\"\nregex = '''k=[^ ]{3};'''\n";
    expect(detect(rule, "k=🙂🙂🙂; k=🙂x;").map(({ secret }) => secret)).toEqual(["k=🙂🙂🙂;"]);
  });
});

describe("the guard, in a long text", () => {
  const filler = "const words = 'some ordinary text';\n".repeat(3_000);
  const slot = ["tool_response"];

  test.each([
    [
      "percent",
      `%${Buffer.from(token)
        .toString("hex")
        .replace(/..(?=.)/g, "$&%")}`,
    ],
    ["base64", base64(`token: ${token}`)],
    ["base64 in escapes", base64(`a: ${base64(`token: ${token}`)}`)],
    [
      "a token of which a part is encoded",
      `${token.slice(0, 20)}%${hexOf(token[20])}${token.slice(21)}`,
    ],
  ])("finds what stands in it in %s, and names the whole of it to be masked", (_, encoded) => {
    const text = `${filler}export A=${encoded}\n${filler}`;
    const found = inspectText(text, { role: "output", slot }).filter(
      ({ rule }) => rule === "secret/github-pat",
    );
    expect(found).toHaveLength(1);
    expect(text.slice(found[0]?.span?.start, found[0]?.span?.end)).toContain(encoded);
  });
});

function hexOf(char = ""): string {
  return char.charCodeAt(0).toString(16);
}

describe("bad input", () => {
  test("of any bytes, as text, is looked through and nothing is thrown", () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, nth) => (nth * 97) % 256));
    for (const encoding of ["latin1", "utf8", "utf16le"] as const) {
      const text = `${bytes.toString(encoding)}${token}\0${bytes.toString(encoding)}`;
      expect(inspectText(text).map(({ rule }) => rule)).toContain("secret/github-pat");
    }
  });

  test("of half a surrogate pair and U+FFFD is looked through", () => {
    expect(inspectText(`\ud800${token}\udfff \ufffd`).map(({ rule }) => rule)).toContain(
      "secret/github-pat",
    );
  });

  test("of 10 MB in one line is looked through to the end", { timeout: 60_000 }, () => {
    const line = `const words = "some ordinary text, 12 times"; `.repeat(220_000);
    const found = inspectText(`${line}${token}`);
    expect(found).toMatchObject([{ rule: "secret/github-pat", at: { line: 1 } }]);
  });

  test.each([
    ["runs that decode", `${base64("plain words here")} `],
    ["percent signs", "%41 "],
    ["escapes", "\\u0041\\u0042 "],
    ["words that nearly decode", "abcdefghijklmnop0/"],
    ["code points", "U+0041 "],
  ])("of many %s takes time linear in it", { timeout: 60_000 }, (_, unit) => {
    const ms = (units: number): number => {
      const text = unit.repeat(units / unit.length);
      const start = performance.now();
      detectAsGitleaks(text, undefined, shipped);
      return performance.now() - start;
    };
    ms(50_000);
    // Eight times the text: 64 times as long were it quadratic.
    expect(ms(1_600_000) / Math.max(ms(200_000), 5)).toBeLessThan(32);
  });

  test.each(["", "withinLines = 0", "withinColumns = 0"])(
    "of many matches of a rule and of what it requires takes no time that matters: %s",
    { timeout: 60_000 },
    (near) => {
      const required = `${KEY}skipReport = true\n${RULE}[[rules.required]]\nid = "key"\n${near}\n`;
      const rules = readSecrets(required, "s.toml");
      const text = `${"key_1 acme_abcd ".repeat(40_000)}\n`;
      const start = performance.now();
      const found = detectAsGitleaks(`${text}key_2`, undefined, rules);
      expect(found).toHaveLength(near === "withinColumns = 0" ? 0 : 40_000);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
  );

  test("for a slow pattern takes no longer than the pieces that it is run over", () => {
    const rules = readSecrets("[[rules]]\nid = \"a\"\nregex = '''k.*=.*v'''\n", "s.toml");
    expect(rules.rules[0]?.regex.slow).toBe(true);
    const start = performance.now();
    const text = `${"k".repeat(50_000)}\nk = v`;
    expect(detectAsGitleaks(text, undefined, rules)).toEqual([
      { rule: "a", secret: "k = v", line: 2 },
    ]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
