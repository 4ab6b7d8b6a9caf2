import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { readErrorCode } from "../../../model/error-code.ts";
import { readFirstSeq } from "../../seal/log-file.ts";
import { STDIN } from "./read-input.ts";

/**
 * Lines that belong together. `log`: a forwarder's own sealed log, in which order and number are right or something
 * is wrong. `delivered`: what arrived somewhere, at least once and in any order. `spool`: segments of hooks.
 */
export interface Source {
  readonly kind: "log" | "delivered" | "spool";
  /** The path that it was named by. */
  readonly name: string;
  readonly files: Iterable<string>;
}

/** Something in a directory that is not read, and why. */
export interface Skipped {
  readonly file: string;
  readonly why: string;
  /** It is a directory whose content nobody knows then. */
  readonly isUnreadable: boolean;
}

/**
 * What the paths of a command line hold: a directory of a sealed log, or the audit directory that it is in; a spool;
 * files; trees of delivered objects; `-` for stdin. Everything that was delivered is one source, and the first: of a
 * machine that goes on writing, what is read later has all that was delivered before.
 *
 * @param skip Is told of links and of what is no file, when its directory is read.
 * @throws an error of the file system for a path that cannot be looked at
 */
export function listSources(
  paths: readonly string[],
  skip: (skipped: Skipped) => void,
): readonly Source[] {
  const sources = paths.flatMap((name) => (name === STDIN ? [stdin()] : toSources(name, skip)));
  const delivered = sources.filter(({ kind }) => kind === "delivered");
  return [...(delivered.length === 0 ? [] : [join(delivered)]), ...joinFiles(sources)];
}

function stdin(): Source {
  return { kind: "delivered", name: STDIN, files: [STDIN] };
}

function toSources(name: string, skip: (skipped: Skipped) => void): readonly Source[] {
  const stats = statSync(name);
  if (stats.isFIFO()) return [{ kind: "delivered", name, files: [name] }];
  const real = realpathSync(name);
  if (!stats.isDirectory()) return [toFileSource(name, real)];
  const names = readdirSync(real);
  if (names.some(isLogFile)) return [{ kind: "log", name, files: logFiles(real, skip) }];
  const logs = names.filter((each) => LOG_DIRECTORY.test(each)).toSorted();
  const inAudit = logs.map((each) => path.join(real, each)).filter(holdsLog);
  if (inAudit.length > 0)
    return inAudit.map((each) => ({
      kind: "log",
      name: path.basename(each) === "log" ? name : each,
      files: logFiles(each, skip),
    }));
  if (names.some(isSegment)) return [{ kind: "spool", name, files: segments(real, skip) }];
  return [{ kind: "delivered", name, files: walk(real, skip) }];
}

function toFileSource(name: string, real: string): Source {
  const base = path.basename(real);
  if (isLogFile(base)) return { kind: "log", name: path.dirname(real), files: [real] };
  return { kind: isSegment(base) ? "spool" : "delivered", name, files: [real] };
}

/** The log of an audit directory, and those that were left. */
const LOG_DIRECTORY = /^log(?:-[0-9a-f]{32})?$/;

/** A segment, also one that was moved away. */
const SEGMENT = /\.seg(?:\.[0-9a-f]{32})?$/;

function isLogFile(name: string): boolean {
  return readFirstSeq(name) !== undefined;
}

function isSegment(name: string): boolean {
  return SEGMENT.test(name);
}

function holdsLog(directory: string): boolean {
  try {
    return readdirSync(directory).some(isLogFile);
  } catch {
    return false;
  }
}

function logFiles(directory: string, skip: (skipped: Skipped) => void): readonly string[] {
  return filesOf(directory, isLogFile, skip);
}

function segments(directory: string, skip: (skipped: Skipped) => void): readonly string[] {
  return filesOf(directory, isSegment, skip);
}

function filesOf(
  directory: string,
  isMeant: (name: string) => boolean,
  skip: (skipped: Skipped) => void,
): readonly string[] {
  return sorted(directory)
    .filter((entry) => isMeant(entry.name))
    .filter((entry) => isFile(entry, path.join(directory, entry.name), skip))
    .map(({ name }) => path.join(directory, name));
}

/** All files below a directory by name, as S3 lists them; links are not followed. */
function* walk(directory: string, skip: (skipped: Skipped) => void): Generator<string> {
  for (const entry of list(directory, skip)) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(file, skip);
    else if (isFile(entry, file, skip)) yield file;
  }
}

function isFile(entry: Dirent, file: string, skip: (skipped: Skipped) => void): boolean {
  if (entry.isFile()) return true;
  const why = entry.isSymbolicLink() ? "a symbolic link is not followed" : "it is no file";
  skip({ file, why, isUnreadable: false });
  return false;
}

function list(directory: string, skip: (skipped: Skipped) => void): readonly Dirent[] {
  try {
    return sorted(directory);
  } catch (error) {
    const why = `the directory cannot be read: ${readErrorCode(error)}`;
    skip({ file: directory, why, isUnreadable: true });
    return [];
  }
}

function sorted(directory: string): readonly Dirent[] {
  return readdirSync(directory, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** Files of one log that were named one by one are one source, in order. */
function joinFiles(sources: readonly Source[]): readonly Source[] {
  const byName = new Map<string, Source>();
  for (const source of sources) {
    if (source.kind === "delivered") continue;
    const known = byName.get(source.name);
    const files = [...new Set([...(known?.files ?? []), ...source.files])].toSorted();
    byName.set(source.name, { ...source, files });
  }
  return [...byName.values()];
}

function join(sources: readonly Source[]): Source {
  const [first] = sources;
  if (first !== undefined && sources.length === 1) return first;
  const names = sources.map(({ name }) => name);
  return { kind: "delivered", name: names.join(" "), files: chain(sources) };
}

function* chain(sources: readonly Source[]): Generator<string> {
  for (const { files } of sources) yield* files;
}
