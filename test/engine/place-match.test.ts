import { array, assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { placeMatch } from "../../src/engine/scanner/place-match.ts";
import { InputLines, toScannerInput } from "../../src/engine/scanner/scanner-input.ts";
import type { ScannerMatch } from "../../src/engine/scanner/scanner.ts";
import { surfaceOf } from "../check/secret/support.ts";

const inputOf = (...texts: string[]) =>
  toScannerInput(
    texts.map((text) => surfaceOf(text)),
    [["look:away", "look_away"]],
  );

function place(match: Partial<ScannerMatch>, ...texts: string[]) {
  const input = inputOf(...texts);
  const whole = { rule: "x", values: [], parts: [], ...match };
  return placeMatch(whole, input, new InputLines(input.input)).map(
    ({ text, start, end, verbatim }) => {
      return { in: text.surface.text, covers: text.surface.text.slice(start, end), verbatim };
    },
  );
}

/** The line of the whole input in which a text begins. */
const lineOf = (texts: string[], nth: number): number => {
  const { input, texts: placed } = inputOf(...texts);
  return input.slice(0, placed[nth]?.start).split("\n").length;
};

describe("a match is placed", () => {
  test("where its value stands in the lines that it names, and nowhere else", () => {
    const texts = ["a secret here", "a secret there"];
    const line = lineOf(texts, 1);
    expect(place({ values: ["secret"], lines: [line, line] }, ...texts)).toEqual([
      { in: "a secret there", covers: "secret", verbatim: true },
    ]);
  });

  test("wherever it stands, where no line is named", () => {
    const found = place({ values: ["secret"] }, "a secret and a secret", "nothing", "secret");
    expect(found.map((each) => each.in)).toEqual([
      "a secret and a secret",
      "a secret and a secret",
      "secret",
    ]);
  });

  test("by the first of its spellings that is there", () => {
    expect(place({ values: ["gone", "spelled"] }, "it is spelled so")).toEqual([
      { in: "it is spelled so", covers: "spelled", verbatim: true },
    ]);
  });

  test("with its other parts", () => {
    const found = place({ values: ["the-id"], parts: ["the-key"] }, "the-key\nthe-id");
    expect(found.map(({ covers }) => covers).toSorted()).toEqual(["the-id", "the-key"]);
  });

  test("over the whole lines, or all texts, where it stands nowhere", () => {
    const line = lineOf(["one\ntwo\nthree"], 0) + 1;
    expect(place({ values: ["gone"], lines: [line, line] }, "one\ntwo\nthree")).toEqual([
      { in: "one\ntwo\nthree", covers: "two\n", verbatim: false },
    ]);
    expect(place({ values: ["gone"] }, "one", "two").map(({ covers }) => covers)).toEqual([
      "one",
      "two",
    ]);
  });

  test("over the whole of it where its value is too short to be looked for", () => {
    expect(place({ values: ["a"] }, "a b a").map(({ covers }) => covers)).toEqual(["a b a"]);
  });

  test("over all that follows where there are too many places to tell one by one", () => {
    const text = "abcd ".repeat(1000);
    const found = place({ values: ["abcd"] }, text);
    expect(found).toHaveLength(100);
    expect(found.at(-1)?.covers).toBe("abcd ".repeat(901));
  });

  test("nowhere where the lines are none of a text's", () => {
    expect(place({ values: ["secret"], lines: [1, 2] }, "secret")).toEqual([]);
    expect(place({ values: ["secret"], lines: [9_999, 9_999] }, "secret")).toEqual([]);
  });
});

test("every text stands in the input as it is, but for what would make a scanner look away", () => {
  const some = array(string({ unit: "binary" }), { minLength: 1, maxLength: 5 });
  assert(
    property(some, (texts) => {
      const { input, texts: placed, bytes } = inputOf(...texts);
      expect(bytes).toBe(Buffer.byteLength(input));
      for (const { surface, start, end } of placed) {
        expect(end - start).toBe(surface.text.length);
        expect(input.slice(start, end)).toBe(surface.text.toWellFormed());
      }
    }),
  );
  const { input, texts } = inputOf("\ud800 look:away");
  expect(input.slice(texts[0]?.start, texts[0]?.end)).toBe("\ufffd look_away");
});

test("lines of the input are those of its text", () => {
  const some = array(string(), { minLength: 1, maxLength: 9 });
  assert(
    property(some, (written) => {
      const text = written.join("\n");
      const lines = text.split("\n");
      const index = new InputLines(text);
      for (const [at, line] of lines.entries()) {
        const { start, end } = index.stretch(at + 1, at + 1);
        expect(text.slice(start, end).replace(/\n$/, "")).toBe(line);
      }
    }),
  );
});
