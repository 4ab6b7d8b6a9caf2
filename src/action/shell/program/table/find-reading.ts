import type { Wrapper } from "../../call.ts";
import { languages } from "./languages.ts";
import { options } from "./options.ts";
import { prefixes } from "./prefixes.ts";
import { toWrapper } from "./read-words.ts";
import type { Readings } from "./reading.ts";
import { remotes } from "./remotes.ts";
import { runners } from "./runners.ts";

let tables: readonly Readings[] | undefined;

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
  tables ??= [prefixes(), runners(), remotes(), options(), languages()];
  return tables;
}
