import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PatternSource } from "../../../src/rule/build/schema/command.ts";
import { compilePattern } from "../../../src/rule/build/compile/compile-pattern.ts";
import { commandCovers } from "../../../src/rule/build/lint/covers-command.ts";
import { pathCovers } from "../../../src/rule/build/lint/covers-path.ts";
import { globCovers } from "../../../src/rule/build/lint/glob-covers.ts";
import { matchGlob } from "../../../src/rule/glob.ts";
import { matchPath, prepareGlob, preparePath } from "../../../src/rule/match-path.ts";
import { matches, PLACE, programs } from "../support.ts";

describe("globCovers", () => {
  it.each([
    ["*", "a?[x-z]*", true],
    ["a*", "ab*c", true],
    ["*c", "a*bc", true],
    ["a?", "a[bc]", true],
    ["[ab]", "a", false],
    ["a*", "*a", false],
    ["a?", "a*", false],
    ["ab", "ab", true],
    ["a\\*", "a*", false],
  ])("%s and %s: %s", (wide, narrow, expected) => {
    expect(globCovers(wide, narrow)).toBe(expected);
  });

  const glob = fc
    .array(fc.constantFrom("a", "b", "*", "?", "[ab]", "[!a]", "\\*"), { maxLength: 5 })
    .map((parts) => parts.join(""));
  const word = fc.array(fc.constantFrom("a", "b", "*"), { maxLength: 6 }).map((c) => c.join(""));

  it("is never claimed of a glob that misses a word of the other", () => {
    let claims = 0;
    fc.assert(
      fc.property(glob, glob, fc.array(word, { minLength: 20 }), (wide, narrow, words) => {
        if (!globCovers(wide, narrow)) return;
        claims += 1;
        const missed = words.filter((each) => matchGlob(narrow, each) && !matchGlob(wide, each));
        expect(missed).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(100);
  });
});

describe("pathCovers", () => {
  it.each([
    ["/etc/**", "/etc/ssh/*_key", true],
    ["~/.ssh/**", "~/.ssh/id_*", true],
    ["/etc/*", "/etc/ssh/x", false],
    ["~/.ssh/**", "/home/dev/.ssh/x", false],
    ["/**/.env", "~/.env", false],
    ["/**/.env", "/**/.env", true],
  ])("%s and %s: %s", (wide, narrow, expected) => {
    expect(pathCovers(wide, narrow)).toBe(expected);
  });

  const segment = fc.constantFrom("**", "*", "a", ".e", "*.x", "?");
  const glob = fc
    .tuple(fc.constantFrom("/", "~/"), fc.array(segment, { minLength: 1, maxLength: 4 }))
    .map(([root, segments]) => root + segments.join("/"));
  const path = fc
    .tuple(
      fc.constantFrom("/", "/home/dev/"),
      fc.array(fc.constantFrom("a", ".e", "b.x", "a*", ".?", "**"), { minLength: 1, maxLength: 4 }),
    )
    .map(([root, segments]) => root + segments.join("/"));

  it("is never claimed of a glob that misses a path of the other, itself a glob or not", () => {
    let claims = 0;
    fc.assert(
      fc.property(glob, glob, fc.array(path, { minLength: 20 }), (wide, narrow, paths) => {
        if (wide === narrow || !pathCovers(wide, narrow)) return;
        claims += 1;
        const [a, b] = [prepareGlob(wide), prepareGlob(narrow)];
        const missed = paths.filter((each) => {
          const prepared = preparePath(each, "/home/dev");
          return matchPath(b, prepared) && !matchPath(a, prepared);
        });
        expect(missed).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(50);
  });
});

describe("commandCovers", () => {
  const covers = (wide: PatternSource | string, narrow: PatternSource | string) => {
    const compile = (given: PatternSource | string) =>
      compilePattern(typeof given === "string" ? { run: given } : given, {
        programs,
        place: PLACE,
      });
    const [a, b] = [compile(wide), compile(narrow)];
    return b.every((pattern) => a.some((other) => commandCovers(other, pattern)));
  };

  it.each<[PatternSource | string, PatternSource | string]>([
    ["git push", "git push --force"],
    ["git push", "git push origin main"],
    ["{git,hg} push", "git push"],
    ["rm -r ** /*", "rm -rf ** /etc"],
    ["curl -o", "curl -o=x*"],
    ["git push", { run: "git push", feed: "pipe" }],
    [
      { run: "rg x", without: "--pre" },
      { run: "rg x", without: "--pre --hostname-bin" },
    ],
    ["*", "frob --all"],
  ])("sees that %j finds all that %j finds", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
    expect(covers(narrow, wide)).toBe(false);
  });

  it("knows the flags that mean the same", () => {
    expect(covers("rm -r", "rm --recursive")).toBe(true);
    expect(covers("rm --recursive", "rm -r")).toBe(true);
  });

  it.each<[PatternSource | string, PatternSource | string]>([
    ["git push --force", "git push"],
    ["git push origin", "git push"],
    [{ run: "git push", operands: "none" }, "git push"],
    [{ run: "git push", without: "--dry-run" }, "git push"],
    [{ run: "sh", feed: "pipe" }, "sh"],
    [
      { run: "sh", assigns: "A=*" },
      { run: "sh", assigns: "B=*" },
    ],
    [{ run: "*", unknown: "program" }, "sh"],
    ["*", { run: "*", unknown: "program" }],
    ["rm ** /etc", "rm -r ** /*"],
  ])("does not claim that %j finds all that %j finds", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  const word = fc.constantFrom("a", "b*", "*", "**", "/etc", "-r", "-f", "--all", "-o=x*", "-o");
  const run = fc.array(word, { maxLength: 4 }).map((words) => ["frob", ...words].join(" "));
  const line = fc
    .array(
      fc.constantFrom("a", "b", "bc", "/etc", "-r", "-rf", "--all", "-o", "-o=xy", "--", "$X"),
      {
        maxLength: 5,
      },
    )
    .map((words) => ["frob", ...words].join(" "));

  it("is never claimed of a pattern that misses a command of the other", () => {
    let claims = 0;
    fc.assert(
      fc.property(
        run,
        run,
        fc.array(line, { minLength: 10, maxLength: 15 }),
        (wide, narrow, lines) => {
          if (wide === narrow || !covers(wide, narrow)) return;
          claims += 1;
          const missed = lines.filter((each) => matches(narrow, each) && !matches(wide, each));
          expect(missed).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
    expect(claims).toBeGreaterThan(50);
  });
});
