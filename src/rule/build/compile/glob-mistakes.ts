import { braceExpand } from "minimatch";
import { RuleError, RuleErrors, type RulePlace } from "../source/rule-error.ts";

/** A kind of text that no path or host ever is, and what to write instead. */
type Mistake = readonly [mark: RegExp, problem: string];

/** What `\` takes literally is no mistake. */
const LITERAL = /\\./g;

const IN_PATHS: readonly Mistake[] = [
  [/\/\//, "no path has // in it: write one slash"],
  [/\/\.{1,2}(?:\/|$)/, "no path has /./ or /../ in it: write where it leads"],
  [/.\/$/, "no path ends with a slash: leave it out, or write /** for all that lies in it"],
  [/\||[@+!?*]\(/, "alternatives stand in braces: {a,b}; a character itself after a backslash"],
  [
    /\$(?:\{|[A-Z_])/,
    "a glob holds no variable: ~/ is any home; for the character itself write \\$",
  ],
];

const IN_HOSTS: readonly Mistake[] = [
  [/^[^:]*:\d+$/, "a host has no port here: leave it out"],
  [/\$/, "a host holds no variable: write the name"],
  [/[(),|]/, "alternatives stand in braces: {a,b}; several hosts are several items"],
];

/** What makes a path glob one that never matches. */
export function findPathMistake(glob: string): string | undefined {
  return findMistake(glob, IN_PATHS);
}

/** What makes a glob for hosts one that never matches. */
export function findHostMistake(glob: string): string | undefined {
  return findMistake(glob, IN_HOSTS);
}

function findMistake(glob: string, mistakes: readonly Mistake[]): string | undefined {
  const plain = braceExpand(glob.replace(LITERAL, "x"));
  return mistakes.find(([mark]) => plain.some((text) => mark.test(text)))?.[1];
}

/**
 * @param lists Globs by the key that they stand under.
 * @throws RuleErrors at each glob that can never match.
 */
export function refuseGlobs(
  lists: Readonly<Record<string, readonly string[]>>,
  find: (glob: string) => string | undefined,
  placeOf: (path: readonly PropertyKey[]) => RulePlace,
): void {
  const errors = Object.entries(lists).flatMap(([key, globs]) =>
    globs.flatMap((glob, nth) => {
      const problem = find(glob);
      return problem === undefined
        ? []
        : [new RuleError(placeOf([key, nth]), `${key}: ${problem}`)];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

const ESCAPE = /\\(?:[pP]\{\^?\w+\}|[pP]\w|x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|.)/g;
const GROUP_HEAD = /\(\?(?:P?<\w+>|[imsU-]+[:)])/g;
const CLASS = /\[(?:\[:\^?\w+:\]|[^\]])+\]/g;

/** What makes a pattern over a text as a reader takes it in, lower case and with single blanks, never match. */
export function findReadingMistake(pattern: string): string | undefined {
  // The quoted and what ignores case are rare enough to be left to the examples.
  if (/\\Q|\(\?[msU]*i/.test(pattern)) return undefined;
  const bare = pattern.replace(ESCAPE, "\\").replace(GROUP_HEAD, "(");
  const plain = bare.replace(CLASS, (part) =>
    /[A-Z]/.test(part) && !/[a-z^\\]/.test(part) ? part : "",
  );
  if (/[A-Z]/.test(plain)) return "the text is in lower case: write the pattern in lower case";
  return plain.includes("  ") ? "the text has no two blanks in a row: write one" : undefined;
}
