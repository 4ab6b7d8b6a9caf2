import { UNKNOWN } from "../model/invocation.ts";
import { stripFileUrl } from "./url.ts";

/** Where relative paths start and whose home `~` is. */
export interface Place {
  /** Absolute, or undefined when the event does not say. */
  readonly cwd: string | undefined;
  /** Absolute. */
  readonly home: string;
}

/** What a path as written means. */
export interface LocatedPath {
  /** Absolute and lexically normal. */
  readonly path: string;
  /** With its `..` still in it, where it has any: behind a link they lead elsewhere. */
  readonly unresolved?: string;
}

/**
 * The absolute, lexically normal form of a path as written: `~` becomes the home directory, `.`,
 * `..` and doubled slashes are resolved without looking at the disk. What cannot be known stays in
 * it, as `UNKNOWN`. Linear in the path.
 */
export function toAbsolute(written: string, place: Place): string {
  return normalise(join(written, place));
}

/** As `toAbsolute`, with what the disk may make of it. */
export function locatePath(written: string, place: Place): LocatedPath {
  const joined = join(written, place);
  const path = normalise(joined);
  return joined.includes("..") && /(?:^|\/)\.\.(?:\/|$)/.test(joined)
    ? { path, unresolved: joined }
    : { path };
}

/** Whether it does not depend on the working directory. */
export function isFixed(written: string): boolean {
  return /^[/~]/.test(stripFileUrl(written));
}

function join(written: string, place: Place): string {
  const path = stripFileUrl(written);
  if (path === "~" || path.startsWith("~/")) return place.home + path.slice(1);
  if (path.startsWith("/")) return path;
  // `~other` is some user's home: which one only the machine knows.
  if (path.startsWith("~")) return `/home/${path.slice(1)}`;
  return `${place.cwd ?? `/${UNKNOWN}`}/${path}`;
}

function normalise(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}
