import { join } from "node:path";
import type { RulesInForce } from "../model/record.ts";
import type { RuleBundle } from "../model/bundle.ts";
import { StageError } from "../model/stage.ts";
import { isFileBytes, readRegularFile } from "../platform/read-file.ts";
import { isWhole, parseBundle } from "./bundle-file.ts";
import { findStaleSources } from "./stale-sources.ts";

export const BUNDLE_FILE = "bundle.jsonl";
export const LAST_GOOD_FILE = "bundle.last-good.jsonl";

/** A bundle has some hundred kilobytes. */
const MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

export interface LoadedRules {
  readonly bundle: RuleBundle;
  readonly inForce: RulesInForce;
}

/**
 * The rules in force: the compiled bundle, or the last good one when that cannot be used.
 *
 * @param directory Absolute path of the directory with the bundle and its sources.
 * @throws StageError("rules") naming what is wrong with either when there is no good bundle.
 */
export function loadRules(directory: string): LoadedRules {
  const problems: string[] = [];
  for (const name of [BUNDLE_FILE, LAST_GOOD_FILE]) {
    const read = readBundle(join(directory, name));
    if (typeof read === "string") {
      problems.push(`${name} ${read}`);
      continue;
    }
    const { version, digest } = read.bundle;
    const stale = findStaleSources(directory, read.mtimeMs);
    const fallback = name !== BUNDLE_FILE;
    return { bundle: read.bundle, inForce: { version, digest, stale, fallback } };
  }
  throw new StageError("rules", `no usable rules: ${problems.join("; ")}`);
}

/** Whether the file holds a bundle that the hooks would take. */
export function isLoadable(file: string): boolean {
  const read = readBundle(file);
  return typeof read !== "string" && isWhole(read.bundle);
}

interface ReadBundle {
  readonly bundle: RuleBundle;
  /** When it was built, milliseconds since the epoch. */
  readonly mtimeMs: number;
}

/** The bundle, or what is wrong with the file. Never quotes the file. */
function readBundle(file: string): ReadBundle | string {
  const read = readRegularFile(file, MAX_BUNDLE_BYTES);
  if (!isFileBytes(read)) return read.reason === "missing" ? "is missing" : "cannot be read";
  try {
    const bundle = parseBundle(read.bytes);
    const whole = bundle !== undefined && read.complete;
    return whole
      ? { bundle, mtimeMs: read.stats.mtimeMs }
      : "is not a whole rule bundle of format 2";
  } catch (error) {
    if (error instanceof SyntaxError) return "is not JSON";
    throw error;
  }
}
