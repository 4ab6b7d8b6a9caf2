import { array, assert, constantFrom, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { matchGlob } from "../../src/rule/glob.ts";
import { aimsAt, globsOverlap } from "../../src/rule/overlap.ts";

const piece = constantFrom("a", "b", "c", "*", "?", "[ab]", "[!a]");
const globs = array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(""));
const words = string({ unit: constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

describe("globsOverlap", () => {
  it("says yes whenever some word matches both", () => {
    assert(
      property(globs, globs, words, (a, b, word) => {
        const isShared = matchGlob(a, word) && matchGlob(b, word);
        expect(isShared && !globsOverlap(a, b), `${a} and ${b} share ${word}`).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [".ssh", ".s?h", true],
    [".ssh", "*", false],
    ["id_rsa", "id_*", true],
    ["*.pem", "*.p?m", true],
    [".pem", ".p[lm]m", false],
    ["etc", "u*", false],
  ])("%s and %s: %s", (rule, written, expected) => {
    expect(globsOverlap(rule, written)).toBe(expected);
  });
});

describe("aimsAt", () => {
  it.each([
    [".env", ".e*", true],
    [".env", ".*", false],
    ["id_rsa", "*", false],
    ["id_rsa", "*_rsa", true],
    ["id_rsa", "*[0-9]", false],
    [".env", ".*2015.*", false],
  ])("%s, written %s: %s", (rule, written, expected) => {
    expect(aimsAt(rule, written)).toBe(expected);
  });
});
