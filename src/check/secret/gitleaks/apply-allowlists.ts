import type { CompiledRegex, SecretAllowlist } from "../../../model/rule.ts";
import { toTester } from "../compile-regex.ts";
import type { Dialect } from "./dialect.ts";

/** What an allowlist can look at: a match, the secret in it, the line and the file it stands in. */
export interface Candidate {
  readonly secret: string;
  readonly match: string;
  /** Made on demand: most allowlists do not look at it. */
  readonly line: () => string;
  readonly path: string | undefined;
}

/** A slow pattern sees no more than this of a text. */
const MAX_SLOW_UNITS = 2048;

/** Whether some allowlist says that this is no secret (gitleaks `[[allowlists]]`). */
export function isAllowlisted(
  allowlists: readonly SecretAllowlist[],
  candidate: Candidate,
  { hasStopword }: Pick<Dialect, "hasStopword">,
): boolean {
  return allowlists.some((allowlist) => allows(allowlist, candidate, hasStopword));
}

/** With `and`, everything that the list names must agree; with `or`, one thing is enough. */
function allows(
  allowlist: SecretAllowlist,
  { secret, match, line, path }: Candidate,
  hasStopword: Dialect["hasStopword"],
): boolean {
  const criteria: (() => boolean)[] = [];
  if (allowlist.stopwords.length > 0) {
    criteria.push(() => hasStopword(allowlist, secret));
  }
  if (allowlist.paths.length > 0) {
    criteria.push(() => path !== undefined && matchesAny(allowlist.paths, path));
  }
  if (allowlist.regexes.length > 0) {
    const targets = { secret: () => secret, match: () => match, line };
    criteria.push(() => matchesAny(allowlist.regexes, targets[allowlist.regexTarget]()));
  }
  if (allowlist.condition === "and") {
    return criteria.length > 0 && criteria.every((holds) => holds());
  }
  return criteria.some((holds) => holds());
}

/** Nothing allows an empty text. */
function matchesAny(regexes: readonly CompiledRegex[], text: string): boolean {
  return text !== "" && regexes.some((regex) => testsTrue(regex, text));
}

/** Whether the pattern is somewhere in the text. */
export function testsTrue(regex: CompiledRegex, text: string): boolean {
  return toTester(regex).test(regex.slow === true ? text.slice(0, MAX_SLOW_UNITS) : text);
}
