import type { ProgramUse } from "./effect.ts";
import { ARCHIVERS } from "./programs/archivers.ts";
import { COPIERS } from "./programs/copiers.ts";
import { EDITORS } from "./programs/editors.ts";
import { NAMERS } from "./programs/namers.ts";
import { READERS } from "./programs/readers.ts";
import { SEARCHERS } from "./programs/searchers.ts";
import { TOOLS } from "./programs/tools.ts";
import { TRANSFERS } from "./programs/transfers.ts";
import { VERSIONERS } from "./programs/versioners.ts";
import { WINDOWS } from "./programs/windows.ts";
import { WRITERS } from "./programs/writers.ts";

/**
 * What programs, several in one string, do with their words. In `git add|rm` the second name is
 * `git rm`.
 */
export type ProgramTable = readonly (readonly [names: string, use: ProgramUse])[];

/** What is known of a program, or of a variant of one (`git rm`, `tar x`); undefined when nothing is. */
export function findProgram(name: string): ProgramUse | undefined {
  const last = name.slice(name.lastIndexOf(" ") + 1);
  let found: ProgramUse | undefined;
  for (const table of listTables()) {
    for (const [names, use] of table) {
      // To take all names apart, for a map of them, would cost more than all else that a plain command needs.
      if (names.includes(last) && splitNames(names).includes(name)) found = use;
    }
  }
  return found;
}

/** Every table; a new one is added here and nowhere else. */
function listTables(): readonly ProgramTable[] {
  return [
    ARCHIVERS,
    COPIERS,
    EDITORS,
    NAMERS,
    READERS,
    SEARCHERS,
    TOOLS,
    TRANSFERS,
    VERSIONERS,
    WINDOWS,
    WRITERS,
  ];
}

function splitNames(names: string): string[] {
  const [first = "", ...others] = names.split("|");
  const prefix = first.slice(0, first.lastIndexOf(" ") + 1);
  return [first, ...others.map((name) => (name.includes(" ") ? name : prefix + name))];
}
