import { type Invocation, UNKNOWN } from "../model/invocation.ts";
import type { CommandPattern, GlobSet } from "../model/rule.ts";
import { type Flag, type Programs, splitArguments } from "./arguments.ts";
import { matchAny } from "./glob.ts";
import { programName } from "./match-command.ts";
import { matchNarrowly } from "./match-narrowly.ts";
import { operandForms } from "./operand-forms.ts";

/** What a whole command is compared by. */
export interface WholeSetting {
  readonly programs: Programs;
  /** Home directory of the user, absolute. */
  readonly home: string;
}

/**
 * Whether an exception's pattern describes the whole of a simple command, where `matchCommand` asks only that what a
 * pattern says is there. Every word is known; every flag is one that the pattern has, once, spelled out and with no
 * value but the pattern's; the operands are the pattern's and no more; nothing feeds it, nothing is redirected
 * (but to /dev/null) and nothing assigned that the pattern does not name; no word leads up by `..`. Wildcards
 * are narrow.
 */
export function matchWholeCommand(
  pattern: CommandPattern,
  invocation: Invocation,
  setting: WholeSetting,
): boolean {
  const program = programName(invocation);
  const words = invocation.words.slice(1);
  if (program === undefined || !matchAny(pattern.programs, program)) return false;
  if (invocation.words.some(({ certainty, value }) => certainty !== "known" || isOdd(value)))
    return false;
  const { flags, operands } = splitArguments(program, words, setting.programs);
  return (
    matchesFlags(pattern.flags, flags) &&
    endsFlagsAlike(pattern, words, flags) &&
    operands.length === pattern.operands.length &&
    operands.every(({ value }, at) => matches(pattern.operands[at] ?? [], value, setting)) &&
    matchesSurroundings(pattern, invocation, setting)
  );
}

/** It goes up a directory, or holds what no word that is known has. */
function isOdd(value: string): boolean {
  return value.includes(UNKNOWN) || /(?:^|[/:=,])\.\.(?:[/:,]|$)/.test(value);
}

type Word = Invocation["words"][number];

/**
 * Each flag is one of the pattern's, and each of the pattern's stands once. As `--force` is all of `--force`, it takes
 * neither `--force=x` nor `--forc`. Where several would do, the first is taken: in doubt nothing is excepted.
 */
function matchesFlags(wanted: readonly GlobSet[], given: readonly Flag<Word>[]): boolean {
  const names = given.flatMap(({ whole, letters }) => (letters.length === 0 ? [whole] : letters));
  if (names.length !== wanted.length || given.some(repeatsLetter)) return false;
  const left = [...wanted];
  return names.every((name) => {
    const at = left.findIndex((globs) => globs.some((glob) => matchNarrowly(glob, name)));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** `-ff` can mean more than `-f`. A cluster that has a value joined to it is not told apart, and refused. */
function repeatsLetter({ word, letters }: Flag<Word>): boolean {
  const [first] = letters;
  if (first === undefined || (letters.length === 1 && first.includes("="))) return false;
  return word.value.length - 1 !== letters.length;
}

/** `--` stands where the pattern has it: `git checkout -- x` is about a file, `git checkout x` about a branch. */
function endsFlagsAlike(
  { source }: CommandPattern,
  words: readonly Word[],
  flags: readonly Flag<Word>[],
): boolean {
  const values = new Set(flags.map(({ value }) => value));
  const after = (list: readonly unknown[], at: number) => (at < 0 ? -1 : list.length - at);
  const wanted = source.trim().split(/\s+/);
  const end = words.findIndex((word) => word.value === "--" && !values.has(word));
  return after(words, end) === after(wanted, wanted.indexOf("--"));
}

function matches(globs: GlobSet, value: string, { home }: WholeSetting): boolean {
  const forms = operandForms(value, home);
  return globs.some((glob) => forms.some((form) => matchNarrowly(glob, form)));
}

function matchesSurroundings(
  { feed = "inherited", redirect = [], assigns = [] }: CommandPattern,
  { feed: given, redirects, assignments }: Invocation,
  setting: WholeSetting,
): boolean {
  return (
    given.kind === feed &&
    redirects.every(
      ({ target }) =>
        target.value === "/dev/null" ||
        (target.certainty === "known" &&
          !isOdd(target.value) &&
          matches(redirect, target.value, setting)),
    ) &&
    assignments.every(
      ({ name, value }) =>
        value.certainty === "known" &&
        assigns.some((glob) => matchNarrowly(glob, `${name}=${value.value}`)),
    )
  );
}
