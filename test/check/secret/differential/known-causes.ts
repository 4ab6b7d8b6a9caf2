import { parseRe2 } from "../../../../src/rule/build/re2/parse.ts";
import { repeatsGroup } from "../../../../src/rule/build/re2/repeats.ts";
import type { Pair } from "./compare.ts";

/** Why gitleaks and the engine may find something else in a text, and how that is told. */
const CAUSES: Readonly<Record<string, (pair: Pair) => boolean>> = {
  /**
   * `gitleaks dir` skips every file that the paths of any global allowlist name, even where the list asks
   * for more with `AND`; over commits and standard input it does not. The engine heeds the `AND`.
   */
  "a file that only the walk of gitleaks skips": ({ path, document, onlyGitleaks }) =>
    onlyGitleaks.length === 0 &&
    document.allowlists
      .filter(({ condition, targetRules }) => /and|&&/i.test(condition) && targetRules.length === 0)
      .some(({ paths }) => paths.some((pattern) => toRegExp(pattern).test(path))),
  /** V8 forgets a group of an earlier turn of a repeat, RE2 keeps it: another text is the secret. */
  "a group in a repeat": ({ document, onlyGitleaks, onlyEngine }) => {
    const repeating = document.rules.filter(({ regex = "" }) => repeatsGroup(parseRe2(regex)));
    const ids = new Set(repeating.map(({ id }) => id.replaceAll(" ", "-")));
    return [...onlyGitleaks, ...onlyEngine].every((found) => ids.has(ruleOf(found)));
  },
};

/** The name of what explains the difference; undefined when nothing does. */
export function causeOf(pair: Pair): string | undefined {
  return Object.entries(CAUSES).find(([, holds]) => holds(pair))?.[0];
}

function ruleOf(found: string): string {
  const [rule]: readonly string[] = JSON.parse(found);
  return rule ?? "";
}

function toRegExp(pattern: string): RegExp {
  const folded = pattern.startsWith("(?i)");
  return new RegExp(folded ? pattern.slice("(?i)".length) : pattern, folded ? "i" : "");
}
