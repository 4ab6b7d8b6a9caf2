import type { Invocation } from "../../model/invocation.ts";
import { matchAny } from "../../rule/glob.ts";

/** Directories whose programs are the system's own. */
const SYSTEM_DIRECTORY = /^\/(usr\/(local\/)?)?s?bin\/[^/]+$|^\/opt\/homebrew\/bin\/[^/]+$/;

/**
 * Whether a name that an allow rule lists can be taken at its word: `/tmp/git` is not `git`, `$GIT` is whatever
 * the session says, and `GIT_PAGER=… git log` runs something else.
 */
export function isTrustedSpelling(invocation: Invocation, hijacking: readonly string[]): boolean {
  const [name] = invocation.words;
  if (name?.isOfSession === true) return false;
  const written = name?.value ?? "";
  const isPlain = !written.includes("/") || SYSTEM_DIRECTORY.test(written);
  return isPlain && !invocation.assignments.some((each) => mayHijack(each, hijacking));
}

/** `GIT_PAGER=cat` says only that nothing is to page. */
function mayHijack(
  { name, value }: Invocation["assignments"][number],
  hijacking: readonly string[],
): boolean {
  const isNoPager = name.endsWith("PAGER") && value.value === "cat";
  return !isNoPager && matchAny(hijacking, name);
}
