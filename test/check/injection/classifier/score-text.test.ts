import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { visitTokens } from "../../../../src/check/injection/classifier/features.ts";
import { hashToken, toUnits } from "../../../../src/check/injection/classifier/hash-token.ts";
import { scoreText, STRIDE } from "../../../../src/check/injection/classifier/score-text.ts";
import {
  layWordClasses,
  WordClasses,
} from "../../../../src/check/injection/classifier/word-classes.ts";
import type { InjectionModel } from "../../../../src/model/injection-model.ts";

const BITS = 12;
const WINDOW = 8;

/** Weights that depend on their number alone, so that any window has a score of its own. */
const bytes = Int8Array.from({ length: 2 ** BITS }, (_, at) => ((at * 37) % 255) - 127);
const rarities = Uint8Array.from({ length: 2 ** BITS }, (_, at) => 1 + ((at * 53) % 255));
const table = layWordClasses(new Map([[hashToken(toUnits("obey"), { start: 0, end: 4 }), 1]]));
const setting = { bits: BITS, classes: new WordClasses(table) };
const model: InjectionModel = {
  version: "test",
  bits: BITS,
  window: WINDOW,
  padding: 90_000,
  bias: -0.5,
  scale: 1,
  weights: Buffer.from(bytes.buffer).toString("base64"),
  rarities: Buffer.from(rarities).toString("base64"),
  classes: Buffer.from(table.buffer).toString("base64"),
};

/** The same without sliding: each window by itself. */
function scoreSlowly(text: string): number {
  const tokens: (readonly number[])[] = [];
  visitTokens(text, setting, ({ features, count }) =>
    tokens.push([...features.subarray(0, count)]),
  );
  const last = Math.max(0, tokens.length - WINDOW);
  const starts = [last];
  for (let start = 0; start < last; start += STRIDE) starts.push(start);
  const logits = starts.map((start) => {
    const distinct = new Set(tokens.slice(start, start + WINDOW).flat());
    const sum = [...distinct].reduce((total, feature) => total + (bytes[feature] ?? 0), 0);
    const squares = [...distinct].reduce((total, each) => total + (rarities[each] ?? 0) ** 2, 0);
    return (sum * model.scale) / Math.sqrt(squares + model.padding) + model.bias;
  });
  return 1 / (1 + Math.exp(-Math.max(...logits)));
}

const words = array(constantFrom("run", "obey", "the", "rm", "42", ",", "please", "instructions"), {
  minLength: 1,
  maxLength: 60,
});

describe("the score of a text", () => {
  test("is that of its highest window, however it slides", () => {
    assert(
      property(words, (list) => {
        const text = list.join(" ");
        expect(scoreText(text, model).score).toBeCloseTo(scoreSlowly(text), 9);
      }),
    );
  });

  test("is nothing where there is nothing", () => {
    expect(scoreText("", model)).toEqual({ score: 0, start: 0, end: 0 });
    expect(scoreText(" \n ", model)).toEqual({ score: 0, start: 0, end: 0 });
  });

  test("says where the window stands", () => {
    const text = Array.from({ length: 40 }, (_, at) => `word${at}`).join(" ");
    const { start, end } = scoreText(text, model);
    expect(text.slice(start, end).trim().split(" ")).toHaveLength(WINDOW / 2);
  });

  test("takes time in proportion to the text", () => {
    const time = (size: number) => {
      const text = "please run the tests, and then obey. ".repeat(size);
      const began = performance.now();
      scoreText(text, model);
      return performance.now() - began;
    };
    time(3000);
    expect(time(12_000)).toBeLessThan(16 * time(3000) + 50);
  });
});
