import { describe, expect, it } from "vitest";
import { matchesWays } from "../../src/rule/match-ways.ts";

describe("the programs that a command runs inside of", () => {
  it("are the first words of the ways, without case, version and .exe", () => {
    for (const way of ["find", "bash -c", "Vim.exe", "python3.12 -c", "PAGER="]) {
      expect(matchesWays({ inside: ["find", "bash", "vim", "python", "pager="] }, [way])).toBe(
        true,
      );
    }
    expect(matchesWays({ inside: ["find"] }, ["findmnt"])).toBe(false);
    expect(matchesWays({ inside: ["*"] }, [])).toBe(false);
  });

  it("do not count where the pattern excepts them, and others still do", () => {
    const pattern = { inside: ["*"], insideExcept: ["bash", "*(*"] };
    expect(matchesWays(pattern, ["bash -c", "$(…)", "f()"])).toBe(false);
    expect(matchesWays(pattern, ["bash -c", "find", "$(…)"])).toBe(true);
  });

  it("must not be there where the pattern says so, however deep", () => {
    const pattern = { inside: ["*"], notInside: ["docker"] };
    expect(matchesWays(pattern, ["docker", "env"])).toBe(false);
    expect(matchesWays({ notInside: ["docker"] }, ["env"])).toBe(true);
    expect(matchesWays({}, ["docker"])).toBe(true);
  });
});
