import { isUtf8 } from "node:buffer";
import { existsSync, lstatSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { isFileBytes, readRegularFile, type Unreadable } from "../../platform/read-file.ts";
import type { RepositorySource } from "./repository-reader.ts";

/** A repository's own rules, from any of its directories. */
export const REPOSITORY_FILE = ".claude/toolgate.yaml";

/** Directories looked into above one that a call is made in. */
const MAX_LEVELS = 40;

const MAX_FILE_BYTES = 64 * 1024;

/** Files that hold, and what is known of those that should and could not be read. */
export interface FoundFiles {
  readonly sources: readonly RepositorySource[];
  readonly gaps: readonly string[];
}

/**
 * Every `.claude/toolgate.yaml` from each of these directories up to the root of its repository: the directory
 * with `.git`, or the file system's root. Never blocks; two system calls a level where there is none.
 *
 * @param starts What is not absolute is passed over.
 */
export function findRepositoryFiles(starts: readonly string[]): FoundFiles {
  const seen = new Set<string>();
  const sources: RepositorySource[] = [];
  const gaps: string[] = [];
  for (const start of starts.filter(isAbsolute)) {
    const { directories, isWhole } = walkUp(start);
    if (!isWhole) gaps.push(toGap(`${start} lies more than ${MAX_LEVELS} directories deep`));
    const top = directories.at(-1) ?? start;
    for (const directory of directories.filter((each) => !seen.has(each))) {
      seen.add(directory);
      const found = readFileOf(directory, top);
      if (typeof found === "string") gaps.push(toGap(found));
      else if (found !== undefined) sources.push(found);
    }
  }
  return { sources, gaps };
}

/** A gap as the person reads it who is asked because of it. */
export function toGap(problem: string): string {
  return `the repository's rules: ${problem}`;
}

/** The directory and those above it, up to the root of the repository. */
function walkUp(start: string): {
  readonly directories: readonly string[];
  readonly isWhole: boolean;
} {
  const directories: string[] = [];
  let directory = start;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    directories.push(directory);
    const parent = dirname(directory);
    if (parent === directory || existsSync(join(directory, ".git"))) {
      return { directories, isWhole: true };
    }
    directory = parent;
  }
  return { directories, isWhole: false };
}

/** The file of one directory, what is wrong with it, or nothing where there is none. */
function readFileOf(directory: string, top: string): RepositorySource | string | undefined {
  const path = join(directory, REPOSITORY_FILE);
  const name = dirname(top) === top ? path : path.slice(top.length + 1);
  if (!isThere(path)) return undefined;
  const read = readRegularFile(path, MAX_FILE_BYTES);
  if (!isFileBytes(read)) return `${name} ${describe(read)}`;
  if (!read.complete) return `${name} is larger than ${MAX_FILE_BYTES / 1024} KiB`;
  if (!isUtf8(read.bytes)) return `${name} is not UTF-8`;
  return { path, name, text: Buffer.from(read.bytes).toString("utf8") };
}

/** Whether anything may bear the name. A missing file, the normal case, throws nothing: that would cost more. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return readErrorCode(error) !== "ENOTDIR";
  }
}

function describe({ reason, code }: Unreadable): string {
  if (reason === "not-regular") return "is not a regular file";
  return reason === "missing" ? "is a link that leads nowhere" : `cannot be read: ${code}`;
}
