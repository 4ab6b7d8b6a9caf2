import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findWordRun, findWordRuns } from "../../../src/check/secret/word-run.ts";

const pieces = fc.constantFrom("a", "Z", "7", "_", "-", "/", "+", "=", "==", " ", "\n", "é", "%");
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

describe("a run of word units", () => {
  test.each([1, 2, 5, 16])("of %i and more is what a regular expression finds", (min) => {
    const expression = new RegExp(`(?<![\\w/+-])[\\w/+-]{${min},}={0,2}`, "g");
    fc.assert(
      fc.property(texts, (text) => {
        const expected = [...text.matchAll(expression)].map(({ 0: run, index }) => ({
          start: index,
          end: index + run.length,
        }));
        expect([...findWordRuns(text, min)]).toEqual(expected);
      }),
    );
  });

  test("that began before the place is passed over", () => {
    expect(findWordRun("abcdef ghijkl", 3, 3)).toEqual({ start: 7, end: 13 });
  });

  test("is looked for in time that grows with the text alone", () => {
    const text = `${"a".repeat(25)} `.repeat(40_000);
    const start = performance.now();
    expect(findWordRun(text, 0, 26)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});
