import { canAlign } from "./align.ts";
import { isGlob, matchGlob } from "./glob.ts";
import { matchSequence } from "./match-sequence.ts";
import { aimsAt, globsOverlap } from "./overlap.ts";

/** A path taken apart once, for any number of rules. */
export interface PreparedPath {
  /** The path by segments, folded; and, where it lies in a home directory, what follows that. */
  readonly segments: readonly string[];
  readonly homeTails: readonly (readonly string[])[];
  /** It holds wildcards that a shell or a tool expands. */
  readonly isGlob: boolean;
}

/** Case and Unicode form as a case-insensitive file system takes them for the same name. */
export function foldPath(path: string): string {
  // Plain ASCII, as nearly every path is, has its form already; asking for it loads the Unicode tables.
  const isAscii = Buffer.byteLength(path) === path.length;
  return (isAscii ? path : path.normalize("NFKC")).toLowerCase();
}

/** @param path Absolute and normal; see `PathSurface.path`. @param home Absolute. */
export function preparePath(path: string, home: string): PreparedPath {
  const segments = stripAliases(toSegments(foldPath(path)));
  return {
    segments,
    homeTails: homeTails(segments, toSegments(foldPath(home))),
    isGlob: segments.some(isGlob),
  };
}

/** A rule's glob taken apart once, for any number of paths. */
export interface PreparedGlob {
  readonly inHome: boolean;
  readonly segments: readonly string[];
}

/** @param glob Folded; `~/` at the start is any home directory. */
export function prepareGlob(glob: string): PreparedGlob {
  const inHome = glob === "~" || glob.startsWith("~/");
  return { inHome, segments: toSegments(inHome ? glob.slice(1) : glob) };
}

/**
 * Whether a rule's glob names the path. A path that is itself a glob is named when the two could meet
 * in one file; in an exception (`isExact`) only what is written counts.
 */
export function matchPath(glob: PreparedGlob, path: PreparedPath, isExact = false): boolean {
  const candidates = glob.inHome ? path.homeTails : [path.segments];
  const meets = path.isGlob && !isExact;
  return candidates.some(
    (segments) =>
      matchSegments(glob.segments, segments) || (meets && segmentsMeet(glob.segments, segments)),
  );
}

function toSegments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** Other names of the root: `/proc/self/root/etc` and `/private/etc` (macOS) are `/etc`. */
function stripAliases(segments: readonly string[]): readonly string[] {
  let at = 0;
  for (let next = skipProcess(segments, at); next > at; next = skipProcess(segments, at)) at = next;
  let rest = segments.slice(at);
  if (rest[0] === "system" && rest[1] === "volumes" && rest[2] === "data") rest = rest.slice(3);
  const isPrivate = rest[0] === "private" && /^(etc|var|tmp)$/.test(rest[1] ?? "");
  return isPrivate ? rest.slice(1) : rest;
}

/** Where the path goes on behind `/proc/1/root` or `/proc/1/task/2/cwd`; `at` when there is neither. */
function skipProcess(segments: readonly string[], at: number): number {
  if (segments[at] !== "proc") return at;
  const end = segments[at + 2] === "task" ? at + 4 : at + 2;
  return /^(root|cwd)$/.test(segments[end] ?? "") ? end + 1 : at;
}

/** What follows the home directory, for every home directory that the path may lie in. */
function homeTails(path: readonly string[], home: readonly string[]): string[][] {
  const bases = [home, ["home", "*"], ["users", "*"], ["root"], ["var", "root"]];
  return bases
    .filter((base) => base.length > 0 && base.length <= path.length)
    .filter((base) => base.every((name, index) => segmentMeets(name, path[index] ?? "", false)))
    .map((base) => path.slice(base.length));
}

function matchSegments(wanted: readonly string[], path: readonly string[]): boolean {
  return matchSequence({
    elements: wanted.length,
    things: path.length,
    isAnyNumber: (at) => wanted[at] === "**",
    matches: (at, index) => matchGlob(wanted[at] ?? "", path[index] ?? ""),
  });
}

/**
 * Whether two globs could name one file. `**` as written goes into no hidden directory, and means no
 * file that the rule names wherever it is.
 */
function segmentsMeet(wanted: readonly string[], written: readonly string[]): boolean {
  if (beginsElsewhere(wanted[0], written[0])) return false;
  const floats = (row: number) => wanted[row - 1] === "**";
  const isTaken = (row: number) => !floats(row) && wanted[row]?.startsWith(".") === false;
  return canAlign({
    rows: wanted.length,
    columns: written.length,
    fits: (row, column) => segmentMeets(wanted[row] ?? "", written[column] ?? "", floats(row)),
    skipsRow: (row, column) => wanted[row] === "**" || (written[column] === "**" && isTaken(row)),
    skipsColumn: (row, column) => wanted[row] === "**" || written[column] === "**",
  });
}

/** Cheap to ask, and true of most rules: the two are not even in the same directory of the root. */
function beginsElsewhere(wanted: string | undefined, written: string | undefined): boolean {
  if (wanted === undefined || written === undefined) return false;
  return written !== "**" && !segmentMeets(wanted, written, false);
}

/** Whether a segment as written could be the rule's. */
function segmentMeets(glob: string, segment: string, floats: boolean): boolean {
  if (glob === "**") return true;
  if (matchGlob(glob, segment)) return true;
  if (!isGlob(segment)) return false;
  if (!floats) return globsOverlap(glob, segment);
  if (!glob.startsWith("*")) return aimsAt(glob, segment) && globsOverlap(glob, segment);
  // Only the extension tells what a rule like `*.pem` means: `test*` is not about it.
  const dot = segment.lastIndexOf(".");
  const [tail, extension] = [glob.slice(1), segment.slice(dot)];
  return dot >= 0 && aimsAt(tail, extension) && globsOverlap(tail, extension);
}
