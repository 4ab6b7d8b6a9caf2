import { toPathLike, toProgramName } from "./path.ts";

/**
 * The words of a program that is none of the shell's own commands, as rules know it: by its name alone where it is
 * called as Windows calls one, its script by the shell that runs it.
 */
export function toNative(program: string, args: readonly string[]): readonly string[] {
  const words = args.map(toPathLike);
  if (/\.ps1$/i.test(program)) return ["pwsh", "-File", toPathLike(program), ...words];
  const isWindows = program.includes("\\") || /\.(?:exe|cmd|bat|com)$/i.test(program);
  return [isWindows ? toProgramName(program) : program, ...words];
}

/** The words of a program's command line, as Windows takes it apart. */
export function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}
