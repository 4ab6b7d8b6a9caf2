import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PiiAnchor } from "../../../src/model/pii-rule.ts";
import {
  findLandmarks,
  findWords,
  partsToSearch,
  toLower,
} from "../../../src/check/pii/landmarks.ts";
import { shipped } from "./support.ts";

function partsOf(text: string, anchor: PiiAnchor | undefined): readonly string[] {
  return partsToSearch(text, findLandmarks(text), anchor).map(({ start, end }) =>
    text.slice(start, end),
  );
}

test("looks at nothing of a text with too few digits near each other", () => {
  const text = `1 ${"x".repeat(50)} 2 ${"x".repeat(50)} 3`;
  expect(partsOf(text, { of: "digit", count: 3, within: 20 })).toEqual([]);
});

test("looks around each place with enough of them, once where two overlap", () => {
  const text = `${"x".repeat(50)}123${"y".repeat(50)}12345${"z".repeat(50)}`;
  const parts = partsOf(text, { of: "digit", count: 3, within: 5 });
  expect(parts).toEqual(["xxx123yyy", "yyy12345zzz"]);
});

test("looks at the whole of a text for a pattern without an anchor, and of one that is mostly digits", () => {
  const digits = "0123456789".repeat(300);
  expect(partsOf("no digits", undefined)).toEqual(["no digits"]);
  expect(partsOf(digits, { of: "digit", count: 3, within: 5 })).toEqual([digits]);
});

const noise = fc.string({ unit: fc.constantFrom(..."ab12 -@.\nAZ"), maxLength: 2000 });

const anchored = shipped.flatMap((rule) =>
  rule.patterns
    .filter(({ anchor }) => anchor !== undefined)
    .map((pattern) => [rule.id, pattern, rule.keywords ?? []] as const),
);

test.each(anchored)("every match of %s is in a part", (_, pattern, keywords) => {
  const regex = new RegExp(pattern.source, `${pattern.flags}g`);
  // fast-check cannot generate from `i` and `\b`.
  const generated = new RegExp(`^(?:${pattern.source.replaceAll(String.raw`\b`, "")})$`);
  fc.assert(
    fc.property(noise, noise, fc.stringMatching(generated), (before, after, match) => {
      const text = `${before} ${match} ${after}`;
      const marks = { ...findLandmarks(text), keywords: findWords(toLower(text), keywords) };
      const parts = partsToSearch(text, marks, pattern.anchor);
      const matches = [...text.matchAll(regex)];
      fc.pre(matches.length > 0);
      for (const { index, 0: found } of matches) {
        const end = index + found.length;
        expect(parts.some((part) => part.start <= index && end <= part.end)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
