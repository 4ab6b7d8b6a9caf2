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
import { WRITERS } from "./programs/writers.ts";

/**
 * What programs, several in one string, do with their words. In `git add|rm` the second name is
 * `git rm`.
 */
export type ProgramTable = readonly (readonly [names: string, use: ProgramUse])[];

let byName: ReadonlyMap<string, ProgramUse> | undefined;

/** What is known of a program, or of a variant of one (`git rm`, `tar x`); undefined when nothing is. */
export function findProgram(name: string): ProgramUse | undefined {
  byName ??= new Map(
    listTables().flatMap((table) =>
      table.flatMap(([names, use]) => splitNames(names).map((each) => [each, use] as const)),
    ),
  );
  return byName.get(name);
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
    WRITERS,
  ];
}

function splitNames(names: string): string[] {
  const [first = "", ...others] = names.split("|");
  const prefix = first.slice(0, first.lastIndexOf(" ") + 1);
  return [first, ...others.map((name) => (name.includes(" ") ? name : prefix + name))];
}
