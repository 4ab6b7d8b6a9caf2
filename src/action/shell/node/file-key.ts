import { stripMarks } from "../origin.ts";

/**
 * The name under which a file is noted: lexically normal, without an unknown directory in front, so that
 * `$PWD/x` and `./x` are `x`. Substitutions go by their own text.
 */
export function toKey(path: string): string {
  if (/^[<>]\(/.test(path)) return path;
  // `/proc/self/fd/3` is `/dev/fd/3`.
  if (path.startsWith("/proc/") && path.includes("/fd/"))
    return toKey(`/dev/fd/${path.slice(path.lastIndexOf("/") + 1)}`);
  const kept: string[] = [];
  for (const segment of stripMarks(path)
    .replace(/^\uFFFC\//, "")
    .split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return (path.startsWith("/") ? "/" : "") + kept.join("/");
}
