import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundGroups, groupMatches } from "../../../src/check/secret/group-matches.ts";
import { shipped } from "./support.ts";

const [first, second] = shipped.rules;
if (!first || !second) throw new Error("no rules");
const at = (rule: typeof first, start: number, end: number) => ({ rule, start, end, masked: "" });

describe("groupMatches", () => {
  test("joins overlapping matches and keeps neighbours apart", () => {
    const groups = groupMatches([at(first, 5, 10), at(second, 0, 6), at(first, 10, 12)]);
    expect(groups.map(({ start, end }) => [start, end])).toEqual([
      [0, 10],
      [10, 12],
    ]);
    expect(groups[0]?.matches.map(({ rule }) => rule.id)).toEqual([first.id, second.id]);
  });

  test("makes disjoint groups that cover every match, bounded or not", () => {
    const match = fc
      .tuple(fc.nat(100), fc.integer({ min: 1, max: 20 }))
      .map(([start, length]) => at(first, start, start + length));
    fc.assert(
      fc.property(fc.array(match, { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (all, max) => {
        const groups = boundGroups(groupMatches(all), max);
        expect(groups.length).toBeLessThanOrEqual(max);
        groups.slice(1).forEach((group, index) => {
          expect(group.start).toBeGreaterThanOrEqual(groups[index]?.end ?? Infinity);
        });
        for (const { start, end } of all) {
          expect(groups.some((group) => group.start <= start && end <= group.end)).toBe(true);
        }
      }),
    );
  });
});
