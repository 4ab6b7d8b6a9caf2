import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { translateRe2 } from "../../../src/rule/build/re2/translate.ts";

function find(pattern: string, text: string): readonly string[] {
  const { source, flags } = translateRe2(pattern).regex;
  return [...text.matchAll(new RegExp(source, `${flags}g`))].map(([match]) => match);
}

describe("what RE2 and V8 write differently", () => {
  test.each([
    ["a flag for the rest of a group", "a(?i)bc", "aBC abc ABC", ["aBC", "abc"]],
    ["a flag that ends with its group", "(?:(?i)a)b", "Ab AB", ["Ab"]],
    ["a flag turned off", "(?i)a(?-i)b", "Ab AB", ["Ab"]],
    ["a flag for the whole", "(?i)ghp_[a-z]", "GHP_X", ["GHP_X"]],
    ["named groups", "(?P<x>a)(?<y>b)", "ab", ["ab"]],
    ["the text's end", "a\\z", "a\na", ["a"]],
    ["the text's start", "\\Aa", "a\na", ["a"]],
    ["$ without (?m)", "a$", "a\na", ["a"]],
    ["^ and $ with (?m)", "(?m)^a$", "a\na\r\na", ["a", "a"]],
    ["a dot, which takes a carriage return", "a.b", "a\rb a\nb", ["a\rb"]],
    ["(?s)", "(?s)a.b", "a\nb", ["a\nb"]],
    ["POSIX classes", "[[:alpha:]_]+[[:^digit:]]", "ab_1 ab_!", ["ab_", "ab_!"]],
    ["\\s, which takes no vertical tab", "a\\sb", "a\vb a\fb", ["a\fb"]],
    ["Unicode classes", "\\p{Greek}{1,3}\\pN", "αβ1 ab1", ["αβ1"]],
    ["Unicode classes where case is ignored", "(?i)\\p{Lu}{2}x", "Éax éÀX 1ax", ["Éax", "éÀX"]],
    ["Unicode classes where it counts beside", "(?i:a)\\p{Lu}", "aÉ AÉ aé", ["aÉ", "AÉ"]],
    ["every character", "a\\p{Any}b", "a\nb acb", ["a\nb", "acb"]],
    ["(?U)", "(?U)a{1,3}", "aaa", ["a", "a", "a"]],
    ["\\Q…\\E", "\\Qa.b\\E{2}", "a.bb axbb", ["a.bb"]],
    ["a brace that is no repeat", "a{,2}", "a{,2} aa", ["a{,2}"]],
    ["a bracket first in brackets", "[]a]{2}", "]a", ["]a"]],
    ["octal and hexadecimal", "\\x41\\x{42}\\103\\0", "ABC\0", ["ABC\0"]],
    ["a minus at the end of brackets", "[a-]{3}", "a-a", ["a-a"]],
  ] as const)("matches %s", (...[, pattern, text, matches]) => {
    expect(find(pattern, text)).toEqual(matches);
  });

  test("matches any literal text as itself", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (text) => {
        const quoted = text.replace(/[^A-Za-z0-9]/gu, "\\$&").replaceAll("\\\n", "\\n");
        expect(find(`\\A(?:${quoted})\\z`, text)).toEqual([text]);
      }),
    );
  });
});

describe("what is refused, by name", () => {
  test.each([
    ["(?=a)", "lookaround"],
    ["(?<!a)b", "lookaround"],
    ["(?>a)", "atomic"],
    ["(a)\\1", "backreferences"],
    ["\\C", "no escape \\C"],
    ["[[:foo:]]", "no class [:foo:]"],
    ["a**", "repeat of a repeat"],
    ["*a", "nothing to repeat"],
    ["a{1001}", "up to 1000"],
    ["a{3,2}", "smaller first"],
    ["[b-a]", "invalid range"],
    ["[a", "missing ]"],
    ["(a", "missing )"],
    ["a)", "unexpected )"],
    ["a\\", "ends too early"],
    ["\\p{", "\\p needs"],
    ["\\p{Nonsense}", "V8 cannot run it"],
    [`${"(".repeat(200)}${")".repeat(200)}`, "nest deeper"],
  ])("refuses %s", (pattern, message) => {
    expect(() => translateRe2(pattern)).toThrow(message);
  });

  test.each([
    "(a+)+b",
    "(a*)*",
    "(?:a|b+)*c",
    "(?:a{1,30}){1,30}b",
    "(?:\\w+\\s?)*x",
    "((a?)(a?)){20,}b",
    "[a-z]+x",
    "a+b",
    "foo.*bar",
    "(?:[a-z]{1,30}\\.)*x",
    "(?:a|a)*b",
    "\\beyJ[\\w-]+\\.eyJ",
  ])("refuses %s, which V8 could be slow on", (pattern) => {
    expect(() => translateRe2(pattern)).toThrow(/exponential time|takes too long/);
  });

  test.each([
    "\\b(ghp_[A-Za-z0-9]{36,255})\\b",
    '"(?:[^"\\\\]|\\\\.){0,200}"',
    "(?i)[\\w.-]{0,50}?(?:key|token)[\\w.-]{0,50}",
    "(?:[a-z]{1,10}\\.){1,5}com",
    "x[ab]+(?:-[ab]+)*",
  ])("takes %s, which is linear", (pattern) => {
    expect(() => translateRe2(pattern)).not.toThrow();
  });
});

describe("leading literals", () => {
  test.each([
    ["\\b(gh[ps]_[a-z]{3})", 1, ["gh"]],
    ["\\b((?:ghp|gho)_[a-z]{3})", 1, ["ghp_", "gho_"]],
    ["key=(sk-[a-z]{3})", 1, ["sk-"]],
    ["key=(sk-[a-z]{3})", 0, ["key=sk-"]],
    ["(?:a|[0-9])b", 0, []],
    ["(a)?b", 0, []],
  ])("of %s, group %i", (pattern, group, texts) => {
    expect(translateRe2(pattern).literalsOf(group).texts).toEqual(texts);
  });

  test("are exact unless case is ignored in them", () => {
    expect(translateRe2("abc[0-9]").literalsOf(0).exact).toBe(true);
    expect(translateRe2("a(?i)b[0-9]").literalsOf(0).exact).toBe(false);
  });
});
