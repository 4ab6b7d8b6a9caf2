import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Clocks of file systems are coarse, and a build writes its result after it has read the sources. */
const TOLERANCE_MS = 1000;

/** Directory of drop-ins beside the main files. */
export const DROP_IN_DIRECTORY = "rules.d";

/**
 * Names of the rule sources that changed after the bundle was built: a push that was not built, or did
 * not build. A directory that cannot be read has none.
 *
 * @param builtMs Modification time of the bundle, milliseconds since the epoch.
 */
export function findStaleSources(directory: string, builtMs: number): string[] {
  const names = namesIn(directory);
  // Looked for among the names, because a directory that is not there costs more than one that is.
  const dropIns = names.includes(DROP_IN_DIRECTORY)
    ? namesIn(join(directory, DROP_IN_DIRECTORY)).filter(isRuleSource)
    : [];
  return names
    .filter((name) => name === "VERSION" || isRuleSource(name))
    .concat(dropIns.map((name) => `${DROP_IN_DIRECTORY}/${name}`))
    .filter((name) => modifiedMs(join(directory, name)) > builtMs + TOLERANCE_MS);
}

export function isRuleSource(name: string): boolean {
  return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".toml"));
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

function modifiedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
