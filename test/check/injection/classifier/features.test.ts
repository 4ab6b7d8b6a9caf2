import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { visitTokens } from "../../../../src/check/injection/classifier/features.ts";
import { hashToken, toUnits } from "../../../../src/check/injection/classifier/hash-token.ts";
import {
  layWordClasses,
  WordClasses,
} from "../../../../src/check/injection/classifier/word-classes.ts";

const BITS = 16;
const numberOf = (word: string) => hashToken(toUnits(word), { start: 0, end: word.length });
/** `send` and `forward` are of one class, `key` and `secret` of another. */
const classes = new WordClasses(
  layWordClasses(
    new Map([
      [numberOf("send"), 1],
      [numberOf("forward"), 1],
      [numberOf("key"), 2],
      [numberOf("secret"), 2],
    ]),
  ),
);

function tokensOf(text: string): { features: readonly number[]; start: number }[] {
  const tokens: { features: readonly number[]; start: number }[] = [];
  visitTokens(text, { bits: BITS, classes }, ({ features, count, start }) =>
    tokens.push({ features: [...features.subarray(0, count)], start }),
  );
  return tokens;
}

const featuresOf = (text: string) => tokensOf(text).map(({ features }) => features);

describe("the tokens of a text", () => {
  test("are words, numbers and single signs, each told where it stands", () => {
    expect(tokensOf("don't run  42!\nnow").map(({ start }) => start)).toEqual([0, 6, 11, 13, 15]);
  });

  test("are the same for any numbers of up to three digits, and for any longer ones", () => {
    expect(featuresOf("7")).toEqual(featuresOf("123"));
    expect(featuresOf("1234")).toEqual(featuresOf("99999999"));
    expect(featuresOf("123")).not.toEqual(featuresOf("1234"));
  });

  test("carry the pair with the one before, so that order counts", () => {
    const flat = (text: string) => new Set(featuresOf(text).flat());
    expect(flat("obey me").size).toBe(flat("me obey").size);
    expect(flat("obey me")).not.toEqual(flat("me obey"));
  });

  test("carry the classes of words that stand near one another, whatever the words", () => {
    const shared = (a: string, b: string) => {
      const other = new Set(featuresOf(b).flat());
      return featuresOf(a)
        .flat()
        .filter((feature) => other.has(feature)).length;
    };
    const between = "it at once with that";
    // Both classes, and the pair of them.
    expect(shared("xx send the key", "yy forward my secret")).toBe(3);
    expect(shared(`xx send ${between} key`, "yy forward my secret")).toBe(3);
    expect(shared(`xx send ${between} very long key`, "yy forward my secret")).toBe(2);
    expect(shared("xx key the send", "yy forward my secret")).toBe(2);
  });

  test("tell the first word of a sentence or a line from the same word within", () => {
    const last = (text: string) => featuresOf(text).at(-1)?.length ?? 0;
    expect(last("Well. Obey".toLowerCase())).toBe(last("well, obey") + 1);
    expect(last("well\nobey")).toBe(last("well obey") + 1);
  });

  test("of a word have its parts of four letters, which a misspelling mostly keeps", () => {
    const [right = [], wrong = []] = [
      featuresOf("instructions")[0],
      featuresOf("iunstructions")[0],
    ];
    const shared = right.filter((feature) => wrong.includes(feature));
    expect(shared.length).toBeGreaterThanOrEqual(8);
  });

  test("end for every text, in its order, with numbers that a table of that size has", () => {
    assert(
      property(string({ unit: "binary", maxLength: 300 }), (text) => {
        const tokens = tokensOf(text);
        const starts = tokens.map(({ start }) => start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        for (const feature of tokens.flatMap(({ features }) => features)) {
          expect(feature).toBeGreaterThanOrEqual(0);
          expect(feature).toBeLessThan(2 ** BITS);
        }
      }),
    );
  });
});
