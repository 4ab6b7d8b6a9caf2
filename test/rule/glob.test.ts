import { array, assert, constantFrom, property, string } from "fast-check";
import { minimatch } from "minimatch";
import { describe, expect, it } from "vitest";
import { escapeGlob, matchGlob } from "../../src/rule/glob.ts";

const piece = constantFrom("a", "b", ".", "-", "*", "?", "[ab]", "[!a]", "[a-c]", "\\*");
const globs = array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(""));
const words = string({
  unit: constantFrom("a", "b", "c", ".", "-", "*"),
  minLength: 1,
  maxLength: 8,
});

describe("matchGlob", () => {
  it("answers as minimatch does for a word without slashes", () => {
    assert(
      property(globs, words, (glob, word) => {
        const options = {
          dot: true,
          nocomment: true,
          nonegate: true,
          noglobstar: true,
          noext: true,
        };
        // minimatch keeps the file names . and .. from every wildcard; a word is no file name.
        if (/^\.\.?$/.test(word)) return;
        expect(matchGlob(glob, word), `${glob} on ${word}`).toBe(minimatch(word, glob, options));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["*", "", true],
    ["*", "/etc/.hidden", true],
    ["--force*", "--force-with-lease", true],
    ["+*", "+main", true],
    ["#x", "#x", true],
    ["!x", "y", false],
    ["a[", "a[", true],
    ["of=/dev/sd*", "of=/dev/sda1", true],
  ])("%s on %j is %s", (glob, word, expected) => {
    expect(matchGlob(glob, word)).toBe(expected);
  });

  it("matches an escaped word only by itself", () => {
    assert(property(words, words, (a, b) => matchGlob(escapeGlob(a), b) === (a === b)));
  });

  it("answers at once where a regular expression would backtrack", () => {
    const start = performance.now();
    expect(matchGlob("*a*a*a*a*a*a*b", "a".repeat(200_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
