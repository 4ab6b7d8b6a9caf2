import { UNKNOWN } from "../../model/invocation.ts";
import { toPath } from "../windows/path.ts";

/** Commands of cmd.exe's own, and of every Windows, that do what a program of Unix does. */
const INTERNAL =
  "del erase rd rmdir copy xcopy move ren rename type more md mkdir mklink echo cd chdir pushd dir tree replace";

export function isInternal(name: string): boolean {
  return INTERNAL.split(" ").includes(name);
}

/** The command that does the same; undefined where there is none. */
export function toUnix(name: string, args: readonly string[]): readonly string[] | undefined {
  const switches = args.filter(isSwitch).join("").toLowerCase();
  const paths = args.filter((arg) => !isSwitch(arg)).map(toFile);
  const recursive = switches.includes("/s") ? ["-r"] : [];
  switch (name) {
    case "del":
    case "erase":
      return ["rm", ...recursive, "--", ...paths];
    case "rd":
    case "rmdir":
      return recursive.length > 0 ? ["rm", "-r", "--", ...paths] : ["rmdir", ...paths];
    case "copy":
    case "xcopy":
    case "replace":
      return ["cp", ...recursive, "--", ...paths, ...(paths.length < 2 ? ["."] : [])];
    case "move":
    case "ren":
    case "rename":
      return ["mv", "--", ...paths];
    case "type":
    case "more":
      return ["cat", ...paths];
    default:
      return toOther(name, args, paths);
  }
}

function toOther(
  name: string,
  args: readonly string[],
  paths: readonly string[],
): readonly string[] | undefined {
  switch (name) {
    case "md":
    case "mkdir":
      return ["mkdir", ...paths];
    case "mklink":
      return ["ln", "-s", paths[1] ?? UNKNOWN, paths[0] ?? UNKNOWN];
    case "echo":
      return ["echo", ...args];
    case "cd":
    case "chdir":
    case "pushd":
      return paths.length === 0 ? undefined : ["cd", ...paths.slice(0, 1)];
    case "dir":
    case "tree":
      return ["ls", ...paths];
    default:
      return undefined;
  }
}

function isSwitch(arg: string): boolean {
  // `/c:/x` is a path that has been taken for one before.
  return /^\/[a-z?](?:$|[-/]|:(?!\/|$))/i.test(arg);
}

/** `*.*` is every file, whether it has a dot or not. */
function toFile(arg: string): string {
  return toPath(arg.replace(/(^|[\\/])\*\.\*$/, "$1*"));
}
