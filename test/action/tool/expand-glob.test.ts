import { describe, expect, it } from "vitest";
import { expandGlob } from "../../../src/action/tool/expand-glob.ts";

describe("expandGlob", () => {
  it.each([
    ["*.ts", ["*.ts"]],
    ["{.env,*.key}", [".env", "*.key"]],
    ["a/{b,{c,d}e}", ["a/b", "a/ce", "a/de"]],
    ["{a", ["{a"]],
    ["x{,.bak}", ["x", "x.bak"]],
  ])("%s stands for %j", (glob, expected) => {
    expect(new Set(expandGlob(glob))).toEqual(new Set(expected));
  });

  it.each([
    ["{a,b}".repeat(20)],
    [`{${",".repeat(1_000_000)}}`],
    ["{".repeat(100_000) + "}".repeat(100_000)],
  ])("gives up on more alternatives than anybody writes, at once", (glob) => {
    const start = performance.now();
    expect(expandGlob(glob)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
