import { toPathLike, toProgramName } from "../../windows/path.ts";
import type { Run } from "./run.ts";
import { toItems, toText, type Value } from "./value.ts";

/** Starts a program by its path, with the arguments given as one text or as a list, as `Start-Process` does. */
export function startProgram(program: string, args: Value | undefined, run: Run): Value {
  const given = args === undefined ? [] : toItems(args).flatMap((arg) => splitWords(toText(arg)));
  return run.engine.tell(toNative(program, given), run);
}

/** The words of a program's command line, as Windows takes it apart. */
function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}

/** A program that is no cmdlet, by the path or name that it is called by. */
export function toNative(
  program: string,
  args: readonly string[],
): { readonly words: readonly string[] } {
  const words = args.map(toPathLike);
  if (/\.ps1$/i.test(program)) return { words: ["pwsh", "-File", toPathLike(program), ...words] };
  const isWindows = program.includes("\\") || /\.(?:exe|cmd|bat|com)$/i.test(program);
  return { words: [isWindows ? toProgramName(program) : program, ...words] };
}
