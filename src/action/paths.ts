import { UNKNOWN } from "../model/invocation.ts";

/** Where relative paths start and whose home `~` is. */
export interface Place {
  /** Absolute, or undefined when the event does not say. */
  readonly cwd: string | undefined;
  /** Absolute. */
  readonly home: string;
}

/**
 * The absolute, lexically normal form of a path as written: `~` becomes the home directory, `.`,
 * `..` and doubled slashes are resolved without looking at the disk. What cannot be known stays in
 * it, as `UNKNOWN`. Linear in the path.
 */
export function toAbsolute(written: string, place: Place): string {
  const path = stripScheme(written);
  if (path === "~" || path.startsWith("~/")) return normalise(place.home + path.slice(1));
  if (path.startsWith("/")) return normalise(path);
  // `~other` is some user's home: which one only the machine knows.
  if (path.startsWith("~")) return normalise(`/home/${path.slice(1)}`);
  return normalise(`${place.cwd ?? `/${UNKNOWN}`}/${path}`);
}

function stripScheme(written: string): string {
  return written.startsWith("file://") ? written.slice("file://".length) : written;
}

function normalise(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}
