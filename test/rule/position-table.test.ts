import { describe, expect, test } from "vitest";
import { buildRules } from "../../src/rule/build/build-rules.ts";
import { indexRules } from "../../src/rule/rule-index.ts";
import { allPositions, canBeKey, positionsOf, toTable } from "../../src/rule/position-table.ts";

const table = toTable([
  ["git push", "3.0 3.1"],
  ["git", "4.0"],
  ["constructor", "5.0"],
  ["s/a", "6.0"],
]);

describe("a table of positions", () => {
  test.each([
    ["git", "4.0"],
    ["git push", "3.0 3.1"],
    ["constructor", "5.0"],
    ["push", ""],
    ["gi", ""],
    ["", ""],
    ["toString", ""],
    ["git push\t3.0 3.1\ngit", ""],
    ["4.0", ""],
  ])("has for %j what was put there, and nothing for what was not", (key, positions) => {
    expect(positionsOf(table, key)).toBe(positions);
  });

  test("tells all of them", () => {
    expect(allPositions(table)).toEqual(["3.0 3.1", "4.0", "5.0", "6.0"]);
    expect(allPositions("")).toEqual([]);
  });

  test("takes no key that could end an entry, and the index finds such a pattern by its program alone", () => {
    expect(canBeKey("a\tb") || canBeKey("a\nb")).toBe(false);
    const [rule] = buildRules("rules", { profile: "standard" }).paths;
    const odd = rule === undefined ? [] : [{ ...rule, paths: ["/etc/a\nb"] }];
    const { segments, floating } = indexRules([], odd);
    expect([segments, floating]).toEqual(["\netc\t0.0", ""]);
  });
});
