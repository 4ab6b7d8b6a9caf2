import type { Check } from "./model/check.ts";

/** One of the executables under `hooks/`: its name and what it checks. */
export interface Hook {
  readonly name: string;
  readonly checks: readonly Check[];
}
