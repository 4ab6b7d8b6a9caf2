import type { Scope } from "../scope.ts";

/**
 * What a program writes, given its arguments and what it reads (undefined: not known, or nothing
 * that the line says). The result is `UNKNOWN` where constants do not settle it.
 * @param scope the variables and the directory at this place of the line
 */
export type Evaluator = (
  args: readonly string[],
  input: string | undefined,
  scope: Scope,
) => string;

/** The operands among the arguments of a program whose options take no value. */
export function readOperands(args: readonly string[]): readonly string[] {
  return args.filter((arg) => arg === "-" || !arg.startsWith("-"));
}
