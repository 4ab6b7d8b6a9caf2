import type { Invocation } from "../../model/invocation.ts";
import { matchAny } from "../../rule/glob.ts";

/** Directories whose programs are the system's own. */
const SYSTEM_DIRECTORY = /^\/(usr\/(local\/)?)?s?bin\/[^/]+$|^\/opt\/homebrew\/bin\/[^/]+$/;

/**
 * Whether a name that an allow rule lists can be taken at its word: `/tmp/git` is not `git`, and
 * `GIT_PAGER=… git log` runs something else.
 */
export function isTrustedSpelling(invocation: Invocation, hijacking: readonly string[]): boolean {
  const written = invocation.words[0]?.value ?? "";
  const isPlain = !written.includes("/") || SYSTEM_DIRECTORY.test(written);
  return isPlain && !invocation.assignments.some(({ name }) => matchAny(hijacking, name));
}
