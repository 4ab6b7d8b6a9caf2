import { walkCommand } from "../../../src/action/shell/walk.ts";

/** The commands of a walk as lines, words apart by a space: what most tests look at. */
export function tellCommands(source: string): readonly string[] {
  return walkCommand(source).invocations.map((invocation) =>
    invocation.words.map((word) => word.value).join(" "),
  );
}

/** The names of the programs that could run. */
export function tellPrograms(source: string): readonly string[] {
  return walkCommand(source).invocations.map((invocation) => invocation.program);
}
