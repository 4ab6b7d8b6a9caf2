import type { Wrapper } from "../../call.ts";
import { LANGUAGES } from "./languages.ts";
import { OPTIONS } from "./options.ts";
import { PREFIXES } from "./prefixes.ts";
import { toWrapper } from "./read-words.ts";
import type { Readings } from "./reading.ts";
import { REMOTES } from "./remotes.ts";
import { RUNNERS } from "./runners.ts";

/** The wrapper of a program that the table knows; undefined for any other. */
export function findReading(program: string): Wrapper | undefined {
  for (const table of listTables()) {
    const reading = Object.hasOwn(table, program) ? table[program] : undefined;
    if (reading !== undefined) return toWrapper(program, reading);
  }
  return undefined;
}

/** Every table; no two name the same program. */
export function listTables(): readonly Readings[] {
  return [PREFIXES, RUNNERS, REMOTES, OPTIONS, LANGUAGES];
}
