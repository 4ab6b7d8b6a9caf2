import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";

/** Whether all that is unknown of the last word is the session's. */
function isOfSession(line: string): boolean {
  return walkCommand(line).invocations.at(-1)?.words.at(-1)?.isOfSession === true;
}

describe("a word that holds variables", () => {
  it.each(["ls $X", 'ls "$X/a"', "ls ${X}", "ls ${X:-y}$Y", "bash -c 'ls $X'", "ls ${X%/}"])(
    "is the session's where the line never sets them: %s",
    (line) => {
      expect(isOfSession(line)).toBe(true);
    },
  );

  it.each([
    "X=$(cat y); ls $X",
    "for X in $(cat y); do ls $X; done",
    "read -r X; ls $X",
    "while ls $X; do X=$(cat y); ls $X; done",
    "printf -v X %s y; ls $X",
    ": ${X:=$(cat y)}; ls $X",
    "read x$(echo y); ls $xy",
    "ls $X$(cat y)",
    "ls `cat $X`",
    "ls ${!X}",
    "ls $1",
    "ls $_",
    'ls "$REPLY"',
    "cat y | xargs ls",
    "ls known",
  ])("is not, where the line may set one, or something else is unknown: %s", (line) => {
    expect(isOfSession(line)).toBe(false);
  });
});

describe("a variable that gets a number", () => {
  it.each(["((PATH=0))", "echo $((PATH+=1))", "((PATH++))", "((PATH[0]=1))", "ls {PATH}<x"])(
    "is told as assigned: %s",
    (line) => {
      const names = walkCommand(line).invocations.flatMap(({ assignments }) => assignments);
      expect(names.map(({ name }) => name)).toContain("PATH");
    },
  );

  it.each(["((i=0))", "((PATH==0))", "echo $((PATH+1))"])(
    "is not, where it is none: %s",
    (line) => {
      const names = walkCommand(line).invocations.flatMap(({ assignments }) => assignments);
      expect(names).toEqual([]);
    },
  );
});
