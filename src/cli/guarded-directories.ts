import { existsSync } from "node:fs";
import path from "node:path";
import { readLayout } from "../platform/layout.ts";

/**
 * Absolute paths of an installation that nothing may touch besides those that are in the rules: of a trial, whose
 * places nobody could know, its hooks, spool and keys; `given` as well.
 *
 * @param rules The directory of rules; a trial's has its `layout.json` beside it.
 * @throws StageError("install") when there is a layout that is none
 */
export function guardedDirectories(rules: string, given: readonly string[] = []): string[] {
  const asked = given.filter((each) => each !== "").map((each) => path.resolve(each));
  const hooks = path.dirname(path.resolve(rules));
  if (!existsSync(path.join(hooks, "layout.json"))) return asked;
  const { installation, spool, keys } = readLayout(hooks);
  const own = installation === "trial" ? [path.dirname(hooks), spool, path.dirname(keys)] : [];
  return [...new Set([...asked, ...own])];
}
