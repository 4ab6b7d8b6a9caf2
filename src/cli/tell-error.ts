import { describeError } from "./describe-error.ts";

/** Says what went wrong. @returns the exit code of a command that failed */
export function tellError(error: unknown): number {
  process.stderr.write(`toolgate: ${describeError(error)}\n`);
  return 1;
}
