import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { join, parse, sep } from "node:path";

/** As many links as the kernel follows in one path. */
const MAX_LINKS = 40;

/** The kernel refuses longer paths (PATH_MAX), so such a path reaches no file. */
const MAX_PATH_LENGTH = 4096;

/**
 * An absolute path with every symbolic link resolved as far as it exists; the rest is appended. A
 * dangling link counts as its target, because writing to it creates the target. The path itself on
 * any error.
 */
export function resolveRealPath(path: string): string {
  if (path.length > MAX_PATH_LENGTH || path.includes("\0")) return path;
  let current = path;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    const { real, rest } = splitAtExisting(current);
    const [name, ...below] = rest;
    if (name === undefined) return real;
    const target = readLink(join(real, name));
    if (target === undefined) return join(real, ...rest);
    // Not `join`: it would resolve a `..` in the target by name, before its links are.
    const start = parse(target).root === "" ? `${real}${sep}${target}` : target;
    current = [start, ...below].join(sep);
  }
  return path;
}

/** The longest part of the path that exists, resolved, and the names after it. */
function splitAtExisting(path: string): { readonly real: string; readonly rest: string[] } {
  const whole = tryRealPath(path);
  if (whole !== undefined) return { real: whole, rest: [] };
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep).filter(Boolean);
  let real = root;
  // If a path exists, so does each part of it: halving finds where it stops existing.
  let exists = 0;
  let missing = names.length;
  while (missing - exists > 1) {
    const middle = (exists + missing) >> 1;
    const found = tryRealPath(root + names.slice(0, middle).join(sep));
    if (found === undefined) {
      missing = middle;
    } else {
      real = found;
      exists = middle;
    }
  }
  return { real, rest: names.slice(exists) };
}

function tryRealPath(path: string): string | undefined {
  try {
    // Asked first, because an exception costs many times the question, and most of these paths are not there.
    return existsSync(path) ? realpathSync.native(path) : undefined;
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isLink ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
