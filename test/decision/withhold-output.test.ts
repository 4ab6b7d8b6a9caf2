import { describe, expect, test } from "vitest";
import { withholdOutput } from "../../src/decision/withhold-output.ts";
import type { Json } from "../../src/model/json.ts";

const shown = (response: Json): string => JSON.stringify(withholdOutput(response, "REASON"));

describe("nothing that a tool has said gets through:", () => {
  test.each<[string, Json]>([
    ["a string", "evil"],
    ["a string among others", { stdout: "a", stderr: "evil", interrupted: false }],
    [
      "a word where the shape is told",
      { type: "evil", mode: "evil", status: "evil", kind: "evil" },
    ],
    ["a key that is a sentence", { "evil is as evil does": 1 }],
    ["a key that is long", { [`evil${"x".repeat(40)}`]: 1 }],
    ["something deep", [[[{ a: [{ b: "evil" }] }]]]],
    ["the last of very many", [...Array.from({ length: 30_000 }, () => "x"), "evil"]],
  ])("%s", (_, response) => {
    expect(JSON.stringify(response)).toContain("evil");
    expect(shown(response)).not.toContain("evil");
    expect(shown(response)).toMatch(/REASON|withheld/);
  });
});

test("the shape stays, and the reason is said once", () => {
  const response = {
    type: "text",
    file: { filePath: "/p", content: "evil", numLines: 3, ok: true, none: null },
  };
  expect(withholdOutput(response, "REASON")).toEqual({
    type: "text",
    file: {
      filePath: "[REASON]",
      content: "[withheld by Toolgate]",
      numLines: 3,
      ok: true,
      none: null,
    },
  });
});

test("ten thousand keys take no time", () => {
  const response = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`k${index}`, "v"]),
  );
  const started = performance.now();
  withholdOutput(response, "REASON");
  expect(performance.now() - started).toBeLessThan(1000);
});
