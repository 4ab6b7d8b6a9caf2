import { describe, expect, it } from "vitest";
import { matches } from "./support.ts";

describe("only", () => {
  const listing = { run: "tar -t", only: "-t -f -v --wildcards" };

  it.each(["tar -t", "tar -tvf x", "tar -t -f x y", "tar --list --file=x --wildcards"])(
    "takes the flags it names, apart and in a cluster: %s",
    (line) => {
      expect(matches(listing, line)).toBe(true);
    },
  );

  it.each(["tar -tx", "tar -tvf x -I y", "tar -t --to-command=x", "tar -t --wild", "tar -tO"])(
    "refuses any other, and one cut short: %s",
    (line) => {
      expect(matches(listing, line)).toBe(false);
    },
  );

  it("takes no flag at all where it is empty", () => {
    const plain = { run: "acmectl show", only: "" };
    expect(matches(plain, "acmectl show x")).toBe(true);
    expect(matches(plain, "acmectl show -v x")).toBe(false);
  });

  it("takes a value only where it is that one", () => {
    const counting = { run: "cloc", only: "--vcs=git --quiet" };
    expect(matches(counting, "cloc --vcs=git --quiet")).toBe(true);
    expect(matches(counting, "cloc --vcs=./x")).toBe(false);
  });
});

describe("unknown: flag", () => {
  const open = { run: "sort", unknown: "flag" } as const;

  it.each([
    "sort *",
    "sort [a-z]*",
    "sort $(cat x)",
    'sort "$(cat x)"',
    "sort -$(cat x)",
    "sort src/$(cat x)",
    'for f in *; do sort "$f"; done',
    "X=$(cat y); sort -k1 $X",
    "cat x | xargs sort",
  ])("is a word that may begin with a dash: %s", (line) => {
    expect(matches(open, line)).toBe(true);
  });

  it.each([
    "sort x",
    "sort ./*",
    "sort '*'",
    "sort -- *",
    'sort "src/$(cat x)"',
    "sort $DIR",
    'sort -k"$N" "${DIR:?}/x"',
    'for f in *; do sort "./$f"; done',
  ])("is none that cannot, and none of the session's variables: %s", (line) => {
    expect(matches(open, line)).toBe(false);
  });
});
