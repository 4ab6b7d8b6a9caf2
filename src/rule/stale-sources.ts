import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RuleBundle } from "../model/bundle.ts";

/** Clocks of file systems are coarse, and a build writes its result after it has read the sources. */
const TOLERANCE_MS = 1000;

/** Directory of drop-ins beside the main files. */
export const DROP_IN_DIRECTORY = "rules.d";

/** The weights of the classifier of injected instructions; there may be none. */
export const MODEL_FILE = "injection.model";

/** What a bundle was built from, and when. */
export interface Built {
  /** Modification time of the bundle, milliseconds since the epoch. */
  readonly ms: number;
  readonly sources: RuleBundle["sources"];
}

/**
 * Names of the rule sources that are not what the bundle was built from: changed, added or taken away since, by a
 * push that was not built, or did not build. Where there are no sources at all the bundle was shipped without.
 */
export function findStaleSources(directory: string, built: Built): string[] {
  const names = namesIn(directory);
  // Looked for among the names, because a directory that is not there costs more than one that is.
  const dropIns = names.includes(DROP_IN_DIRECTORY)
    ? namesIn(join(directory, DROP_IN_DIRECTORY)).filter(isRuleSource)
    : [];
  const present = names
    .filter((name) => name === "VERSION" || name === MODEL_FILE || isRuleSource(name))
    .concat(dropIns.map((name) => `${DROP_IN_DIRECTORY}/${name}`));
  if (present.length === 0) return [];
  const gone = Object.keys(built.sources).filter((name) => !present.includes(name));
  return [...present.filter((name) => isChanged(directory, name, built)), ...gone];
}

function isChanged(directory: string, name: string, { ms, sources }: Built): boolean {
  const stats = statSync(join(directory, name), { throwIfNoEntry: false });
  if (stats === undefined) return true;
  const isNewer = stats.mtimeMs > ms + TOLERANCE_MS;
  return isNewer || !Object.hasOwn(sources, name) || stats.size !== sources[name];
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
