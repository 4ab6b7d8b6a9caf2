import { assert, constantFrom, dictionary, integer, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { hashToken, toUnits } from "../../../../src/check/injection/classifier/hash-token.ts";
import {
  layWordClasses,
  readWordClasses,
  WordClasses,
} from "../../../../src/check/injection/classifier/word-classes.ts";

const numberOf = (word: string) => hashToken(toUnits(word), { start: 0, end: word.length });

describe("a table of the classes of words", () => {
  test("gives each word its class, and none to any other, after it was written and read", () => {
    const word = string({ unit: constantFrom(..."abcdefgé"), minLength: 1, maxLength: 12 });
    const classes = dictionary(word, integer({ min: 1, max: 255 }));
    assert(
      property(classes, word, (given, other) => {
        const laid = layWordClasses(
          new Map(Object.entries(given).map(([known, each]) => [numberOf(known), each])),
        );
        const table = readWordClasses(Buffer.from(laid.buffer).toString("base64"));
        for (const [known, each] of Object.entries(given)) {
          expect(table.classOf(numberOf(known))).toBe(each);
        }
        expect(table.classOf(numberOf(other))).toBe(given[other] ?? 0);
      }),
    );
  });

  test("is refused when a word that is not in it would be looked for for ever, or its size is odd", () => {
    expect(() => new WordClasses(Uint32Array.of(0x101, 0x201))).toThrow(RangeError);
    expect(() => new WordClasses(Uint32Array.of(0, 0, 0))).toThrow(RangeError);
    expect(() => new WordClasses(new Uint32Array())).toThrow(RangeError);
  });
});
