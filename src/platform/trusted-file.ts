import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { join, parse, resolve, sep } from "node:path";
import { readErrorCode } from "../model/error-code.ts";

/** What is wrong with a file that something is to be left to. */
export type FileFault = "missing" | "not-regular" | "not-roots";

/** As many links as Linux itself follows. */
const MAX_LINKS = 40;

/**
 * The path, without links, of a regular file. With `mustBeRoots`, only if nobody but root can change what the path leads
 * to: the file, every link on the way and every directory that one of them stands in are root's, and nobody else
 * may write them. Windows does not say it in these words, and there it is not looked at.
 */
export function findTrustedFile(
  path: string,
  mustBeRoots: boolean,
): { readonly path: string } | { readonly fault: FileFault } {
  try {
    const real = realpathSync(path);
    if (!statSync(real).isFile()) return { fault: "not-regular" };
    const isTrusted = !mustBeRoots || process.platform === "win32" || isRootsAlone(path);
    return isTrusted ? { path: real } : { fault: "not-roots" };
  } catch (error) {
    const code = readErrorCode(error);
    return { fault: code === "ENOENT" || code === "ENOTDIR" ? "missing" : "not-regular" };
  }
}

/** Whether every step of a path's way, wherever its links lead, is root's. */
export function isRootsAlone(path: string, links = 0): boolean {
  const { root } = parse(path);
  const parts = ["", ...path.slice(root.length).split(sep).filter(Boolean)];
  let at = root;
  for (const [depth, part] of parts.entries()) {
    at = join(at, part);
    const stats = lstatSync(at);
    if (stats.uid !== 0) return false;
    if (stats.isSymbolicLink()) {
      const target = resolve(at, "..", readlinkSync(at), ...parts.slice(depth + 1));
      return links < MAX_LINKS && isRootsAlone(target, links + 1);
    }
    if ((stats.mode & 0o022) !== 0) return false;
  }
  return true;
}
