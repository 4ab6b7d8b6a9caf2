import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findKeywords, selectRules } from "../../../src/check/secret/select-rules.ts";
import { shipped } from "./support.ts";

const ids = (lower: string) => selectRules(shipped.rules, lower).map(({ id }) => id);

describe("findKeywords", () => {
  test("finds the words that a search for each would find, in any text", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), maxLength: 6 });
    const words = fc.uniqueArray(letters.filter((word) => word !== ""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "-", "é"), maxLength: 200 });
    fc.assert(
      fc.property(words, text, (all, lower) => {
        const expected = all.filter((word) => lower.includes(word));
        expect([...findKeywords(new Set(all), lower)].toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 500 },
    );
  });
});

describe("selectRules", () => {
  test("selects the same rules from a long text as from a short one", () => {
    const text = "x ghp_ y sk_live_ z";
    expect(ids(text)).toContain("secret/github-pat");
    expect(ids(text)).toContain("secret/stripe-live-key");
    expect(ids(text + " ".repeat(1 << 15))).toEqual(ids(text));
  });

  test("selects only rules without keywords when no keyword is there", () => {
    expect(ids("nothing here")).toEqual([]);
  });
});
