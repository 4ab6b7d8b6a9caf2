import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applySpans } from "../../src/mask/apply-spans.ts";
import { maskText } from "../../src/mask/mask-text.ts";
import type { Slot } from "../../src/model/action.ts";
import type { Span } from "../../src/model/finding.ts";

function span(slot: Slot, [start, end]: readonly [number, number], label = "[x]"): Span {
  return { slot, start, end, label };
}

const slot = ["tool_response", "content", 0, "text"];
const body = {
  tool_response: { content: [{ type: "text", text: "one two three" }], isImage: false },
  cwd: "/tmp",
};

test("masks the string that the slot leads to, and shares the rest", () => {
  const masked = applySpans(body, [span(slot, [4, 7])]);
  expect(masked).toEqual({
    tool_response: { content: [{ type: "text", text: "one [x] three" }], isImage: false },
    cwd: "/tmp",
  });
  expect(body.tool_response.content[0]?.text).toBe("one two three");
});

test("masks several strings and several spans of one", () => {
  const spans = [
    span(slot, [8, 13], "[b]"),
    span(["cwd"], [0, 4], "[c]"),
    span(slot, [0, 3], "[a]"),
  ];
  expect(applySpans(body, spans)).toMatchObject({
    tool_response: { content: [{ text: "[a] two [b]" }] },
    cwd: "[c]",
  });
});

test("without spans gives the body itself", () => {
  expect(applySpans(body, [])).toBe(body);
});

test("makes one of overlapping spans, under the first one's label", () => {
  const spans = [span(slot, [2, 6], "[b]"), span(slot, [0, 4], "[a]"), span(slot, [5, 7], "[c]")];
  expect(applySpans(body, spans)).toMatchObject({
    tool_response: { content: [{ text: "[a] three" }] },
  });
});

test("keeps spans apart that only touch", () => {
  expect(maskText("abcdef", [span([], [0, 3], "[a]"), span([], [3, 6], "[b]")])).toBe("[a][b]");
});

test.each([
  ["a key that is not there", ["tool_response", "stdout"]],
  ["an index past the end", ["tool_response", "content", 1, "text"]],
  ["an object, not a string", ["tool_response"]],
  ["the body", []],
  ["a key that objects inherit", ["constructor"]],
  ["an index written as a key", ["tool_response", "content", "0", "text"]],
])("refuses a slot that leads to %s", (_, stray) => {
  expect(() => applySpans(body, [span(stray, [0, 1])])).toThrow(/is not there/);
});

test.each([
  [-1, 2],
  [0, 99],
  [3, 3],
  [5, 2],
  [0.5, 2],
  [Number.NaN, 2],
])("masks the whole string for a stretch from %d to %d", (start, end) => {
  expect(maskText("one two three", [span([], [0, 3], "[a]"), span([], [start, end])])).toBe("[x]");
});

test("never leaves a unit of what a span covers, and all of what none does", () => {
  const stretch = fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 10 }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 8 }), (pairs) => {
      // Each unit is another character, so what is left says which ones were kept.
      const text = Array.from({ length: 70 }, (_, i) => String.fromCharCode(0x4e00 + i)).join("");
      const spans = pairs.map(([start, length]) => span([], [start, start + length], "#"));
      const kept = maskText(text, spans).replaceAll("#", "");
      const covered = (i: number) => pairs.some(([start, n]) => i >= start && i < start + n);
      expect(kept).toBe([...text].filter((_, i) => !covered(i)).join(""));
    }),
  );
});
