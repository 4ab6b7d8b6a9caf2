import { describe, expect, it } from "vitest";
import { compilePattern } from "../../../src/rule/build/compile/compile-pattern.ts";
import { PLACE, programs } from "../support.ts";

const compile = (run: string) => compilePattern({ run }, { programs, place: PLACE });

describe("compilePattern", () => {
  it("splits a cluster, takes aliases and leaves the rest free", () => {
    expect(compile("rm -rf /")).toEqual([
      {
        programs: ["rm"],
        flags: [["--recursive"], ["--force"]],
        without: [],
        operands: [["/"], ["**"]],
        source: "rm -rf /",
      },
    ]);
  });

  it("shares one pattern between programs that read their flags alike", () => {
    expect(compile("{sh,bash} -x").map(({ programs: names }) => names)).toEqual([["sh", "bash"]]);
    expect(compile("{rm,ls} -r").map(({ flags }) => flags)).toEqual([[["--recursive"]], [["-r"]]]);
  });

  it.each([
    ["curl x | sh", "a pattern holds no operator (|): quote it if it is meant"],
    ["rm $HOME", "a pattern holds no variable ($HOME): quote it if it is meant"],
    ["rm x # y", 'a pattern holds no comment: quote the "#"'],
    ["rm `x`", "a pattern is one command line: no backtick, newline or open quote"],
    ["rm 'x", "a pattern is one command line: no backtick, newline or open quote"],
    ["rm {1..999}", "braces give 999 words, more than 200"],
  ])("refuses %s at its place", (run, problem) => {
    expect(() => compile(run)).toThrow(`commands.yaml:3:9: ${problem}`);
  });
});
