import type { SecretAllowlist } from "../../model/rule.ts";
import { toTester } from "./compile-regex.ts";
import { hasTokenBeside } from "./placeholder.ts";

/** What an allowlist can look at: a match, the secret in it, the line and the file it stands in. */
export interface Candidate {
  readonly secret: string;
  readonly match: string;
  /** Made on demand: most allowlists do not look at it. */
  readonly line: () => string;
  readonly path: string | undefined;
}

/** Whether some allowlist says that this is no secret (gitleaks `[[allowlists]]`). */
export function isAllowlisted(
  allowlists: readonly SecretAllowlist[],
  candidate: Candidate,
): boolean {
  return allowlists.some((allowlist) => allows(allowlist, candidate));
}

/** With `and`, everything that the list names must agree; with `or`, one thing is enough. */
function allows(allowlist: SecretAllowlist, candidate: Candidate): boolean {
  const criteria: (() => boolean)[] = [];
  const { regexes, paths, stopwords } = allowlist;
  if (stopwords.length > 0) {
    criteria.push(() => {
      if (!hasStopword(stopwords, candidate.secret)) return false;
      return allowlist.wholeOnly !== true || !hasTokenBeside(stopwords, candidate.secret);
    });
  }
  if (paths.length > 0) {
    const { path } = candidate;
    criteria.push(() => path !== undefined && paths.some((regex) => toTester(regex).test(path)));
  }
  if (regexes.length > 0) {
    criteria.push(() => {
      const target = targetOf(allowlist.regexTarget, candidate);
      return regexes.some((regex) => toTester(regex).test(target));
    });
  }
  if (allowlist.condition === "and") {
    return criteria.length > 0 && criteria.every((holds) => holds());
  }
  return criteria.some((holds) => holds());
}

function hasStopword(stopwords: readonly string[], secret: string): boolean {
  const lower = secret.toLowerCase();
  return stopwords.some((word) => lower.includes(word));
}

function targetOf(target: SecretAllowlist["regexTarget"], candidate: Candidate): string {
  switch (target) {
    case "secret":
      return candidate.secret;
    case "match":
      return candidate.match;
    case "line":
      return candidate.line();
  }
}
