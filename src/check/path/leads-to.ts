import type { PathSurface } from "../../model/action.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import { isGlob } from "../../rule/glob.ts";

/** The disk is asked about at most this many `..` of one path; the rest are taken as written. */
const MAX_PARENTS = 32;

/**
 * What a path leads to on the disk: its links resolved, and where it has `..`, those too from where
 * the links lead. Behind the first wildcard nothing can be asked.
 */
export function leadsTo(
  { path, unresolved }: PathSurface,
  realPath: (path: string) => string,
): string[] {
  const written = unresolved === undefined ? [path] : [path, unresolved];
  return written.map((each) => resolve(each, realPath));
}

function resolve(path: string, realPath: (path: string) => string): string {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const open = segments.findIndex((segment) => isGlob(segment) || segment.includes(UNKNOWN));
  const known = open < 0 ? segments : segments.slice(0, open);
  const rest = open < 0 ? [] : segments.slice(open);
  const real = realPath(resolveParents(known, realPath));
  const whole = [...real.split("/"), ...rest].filter((segment) => segment !== "");
  // A `..` behind a wildcard can only be taken as written.
  return `/${withoutParents(whole).join("/")}`;
}

/** The path without `..`, each of them the parent of what stands before it on the disk. */
function resolveParents(segments: readonly string[], realPath: (path: string) => string): string {
  let kept: string[] = [];
  let asked = 0;
  for (const segment of segments) {
    if (segment !== "..") {
      kept.push(segment);
      continue;
    }
    if (asked < MAX_PARENTS && kept.length > 0) {
      kept = realPath(`/${kept.join("/")}`)
        .split("/")
        .filter((name) => name !== "");
      asked += 1;
    }
    kept.pop();
  }
  return `/${kept.join("/")}`;
}

function withoutParents(segments: readonly string[]): readonly string[] {
  if (!segments.includes("..")) return segments;
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else kept.push(segment);
  }
  return kept;
}
