import { isGlob, matchGlob } from "./glob.ts";
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
  return path.normalize("NFKC").toLowerCase();
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
  while (segments[at] === "proc" && /^(root|cwd)$/.test(segments[at + 2] ?? "")) at += 3;
  let rest = segments.slice(at);
  if (rest[0] === "system" && rest[1] === "volumes" && rest[2] === "data") rest = rest.slice(3);
  const isPrivate = rest[0] === "private" && /^(etc|var|tmp)$/.test(rest[1] ?? "");
  return isPrivate ? rest.slice(1) : rest;
}

/** What follows the home directory, for every home directory that the path may lie in. */
function homeTails(path: readonly string[], home: readonly string[]): string[][] {
  const bases = [home, ["home", "*"], ["users", "*"], ["root"], ["var", "root"]];
  return bases
    .filter((base) => base.length > 0 && base.length <= path.length)
    .filter((base) => base.every((name, index) => segmentMeets(name, path[index] ?? "", false)))
    .map((base) => path.slice(base.length));
}

/** As globs over words are matched, a segment being a character and `**` the star. */
function matchSegments(wanted: readonly string[], path: readonly string[]): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let mark = 0;
  while (index < path.length) {
    const glob = wanted[at];
    if (glob === "**") {
      star = at++;
      mark = index;
    } else if (glob !== undefined && matchGlob(glob, path[index] ?? "")) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (wanted[at] === "**") at += 1;
  return at === wanted.length;
}

/** Whether two globs could name one file. Cost: the product of their numbers of segments. */
function segmentsMeet(wanted: readonly string[], written: readonly string[]): boolean {
  let row = [true];
  for (const [index, segment] of written.entries()) {
    row.push(row[index] === true && segment === "**");
  }
  for (const [at, glob] of wanted.entries()) {
    row = nextRow(row, { glob, floats: wanted[at - 1] === "**" }, written);
  }
  return row.at(-1) === true;
}

interface RuleSegment {
  readonly glob: string;
  /** It stands after `**`: it names a file wherever that is. */
  readonly floats: boolean;
}

function nextRow(
  before: readonly boolean[],
  { glob, floats }: RuleSegment,
  written: readonly string[],
): boolean[] {
  const isStar = glob === "**";
  const row = [isStar && before[0] === true];
  for (const [index, segment] of written.entries()) {
    const isTaken = isStar || (segment === "**" && !floats && !glob.startsWith("."));
    const passes = isTaken && before[index + 1] === true;
    const stays = (isStar || segment === "**") && row[index] === true;
    const steps = before[index] === true && (isStar || segmentMeets(glob, segment, floats));
    row.push(passes || stays || steps);
  }
  return row;
}

/** Whether a segment as written could be the rule's. */
function segmentMeets(glob: string, segment: string, floats: boolean): boolean {
  if (matchGlob(glob, segment)) return true;
  if (!isGlob(segment)) return false;
  if (!floats) return globsOverlap(glob, segment);
  if (!glob.startsWith("*")) return aimsAt(glob, segment) && globsOverlap(glob, segment);
  // Only the extension tells what a rule like `*.pem` means: `test*` is not about it.
  const dot = segment.lastIndexOf(".");
  const [tail, extension] = [glob.slice(1), segment.slice(dot)];
  return dot >= 0 && aimsAt(tail, extension) && globsOverlap(tail, extension);
}
