import { join } from "node:path";
import type { RulesInForce } from "../model/record.ts";
import type { RuleBundle } from "../model/bundle.ts";
import { readErrorCode } from "../model/error-code.ts";
import { StageError } from "../model/stage.ts";
import { openFile, type OpenFile } from "../platform/open-file.ts";
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
    const { version, digest, sources } = read.bundle;
    const stale = findStaleSources(directory, { ms: read.mtimeMs, sources });
    const fallback = name !== BUNDLE_FILE;
    return { bundle: read.bundle, inForce: { version, digest, stale, fallback } };
  }
  throw new StageError("rules", `no usable rules: ${problems.join("; ")}`);
}

/** Whether the file holds a bundle that the hooks would take, with every part of it. */
export function isLoadable(file: string): boolean {
  const read = readBundle(file);
  if (typeof read === "string") return false;
  try {
    return isWhole(read.bundle);
  } finally {
    read.close();
  }
}

interface ReadBundle {
  readonly bundle: RuleBundle;
  /** When it was built, milliseconds since the epoch. */
  readonly mtimeMs: number;
  /** The file stays open for what is read on demand; in a hook that is until the process ends. */
  readonly close: () => void;
}

/** The bundle, or what is wrong with the file. Never quotes the file. */
function readBundle(path: string): ReadBundle | string {
  const file = tryOpen(path);
  if (typeof file === "string") return file;
  const { stats, close } = file;
  try {
    const bundle =
      stats.size > MAX_BUNDLE_BYTES
        ? undefined
        : parseBundle({ size: stats.size, read: file.read });
    if (bundle !== undefined) return { bundle, mtimeMs: stats.mtimeMs, close };
    close();
    return "is not a whole rule bundle of format 3";
  } catch (error) {
    close();
    if (error instanceof SyntaxError) return "is not JSON";
    throw error;
  }
}

function tryOpen(path: string): OpenFile | string {
  try {
    return openFile(path) ?? "cannot be read";
  } catch (error) {
    return readErrorCode(error) === "ENOENT" ? "is missing" : "cannot be read";
  }
}
