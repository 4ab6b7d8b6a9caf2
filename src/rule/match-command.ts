import {
  type Feed,
  type Invocation,
  type Origin,
  type ShellWord,
  UNKNOWN,
} from "../model/invocation.ts";
import type { CommandPattern, GlobSet } from "../model/rule.ts";
import { type Flag, type Programs, splitArguments } from "./arguments.ts";
import { mayHoldFlag } from "./may-hold-flag.ts";
import { matchAny, matchGlob } from "./glob.ts";
import { matchSequence } from "./match-sequence.ts";
import { matchesWays } from "./match-ways.ts";
import { operandForms } from "./operand-forms.ts";

/** What a pattern is held against besides the invocation itself. */
export interface CommandSetting {
  readonly programs: Programs;
  /** Home directory of the user, absolute. */
  readonly home: string;
  /** Whether a program of these names runs anywhere in the same command line. */
  readonly runs: (programs: GlobSet) => boolean;
}

/** An invocation taken apart once, for any number of patterns. */
export interface PreparedCommand {
  readonly invocation: Invocation;
  /** Lower case, without `.exe`; `undefined` when dynamic. */
  readonly program: string | undefined;
  /** Every name that every flag could be asked for. */
  readonly flags: readonly string[];
  /** The flags as given, each by its own names. */
  readonly given: readonly Pick<Flag<ShellWord>, "whole" | "letters">[];
  /** Whether a word may turn out to be a flag when it runs. */
  readonly mayHoldFlag: boolean;
  /** By operand: the forms it is compared in. */
  readonly operands: readonly (readonly string[])[];
}

/** A program's name as patterns are held against it; `undefined` when it is dynamic. */
export function programName(invocation: Invocation): string | undefined {
  const { program } = invocation;
  if (program.includes(UNKNOWN)) return undefined;
  const name = program.toLowerCase();
  return name.endsWith(".exe") ? name.slice(0, -".exe".length) : name;
}

export function prepareCommand(invocation: Invocation, setting: CommandSetting): PreparedCommand {
  const program = programName(invocation);
  const split = splitArguments(program ?? "", invocation.words.slice(1), setting.programs);
  const flags = split.flags.flatMap(({ whole, letters }) => [whole, ...letters]);
  return {
    invocation,
    program,
    // `without: --` asks for it: of `git checkout` it says that what follows is a file.
    flags: split.isEnded ? [...flags, "--"] : flags,
    given: split.flags,
    mayHoldFlag: mayHoldFlag(split),
    operands: split.operands.map(({ value }) => operandForms(value, setting.home)),
  };
}

/**
 * Whether an invocation is what the pattern describes. The program's name is compared too: callers
 * that have looked the pattern up by name pay one string comparison for it.
 */
export function matchCommand(
  pattern: CommandPattern,
  command: PreparedCommand,
  setting: CommandSetting,
): boolean {
  return (
    matchesProgram(pattern, command) &&
    matchesFlags(pattern, command.flags) &&
    matchesOnly(pattern, command.given) &&
    matchesOperands(pattern.operands, command.operands) &&
    matchesSurroundings(pattern, command, setting) &&
    matchesOrigins(pattern, command.invocation) &&
    matchesParts(pattern, command, setting)
  );
}

function matchesProgram(
  { programs, runExcept = [], spelled }: CommandPattern,
  { program, invocation: { words } }: PreparedCommand,
): boolean {
  if (program === undefined) return programs.length === 0;
  if (!matchAny(programs, program) || matchAny(runExcept, program)) return false;
  return spelled === undefined || matchAny(spelled, words[0]?.value ?? "");
}

function matchesFlags(pattern: CommandPattern, flags: readonly string[]): boolean {
  const has = (wanted: string) => flags.some((flag) => matchFlag(wanted, flag));
  return (
    pattern.flags.every((alternatives) => alternatives.some(has)) &&
    !pattern.without.some((unwanted) => has(unwanted))
  );
}

/** Every flag is one of those, a cluster letter by letter. Cut short it is not: that could be another one. */
function matchesOnly({ only }: CommandPattern, given: PreparedCommand["given"]): boolean {
  if (only === undefined) return true;
  const isOne = (flag: string) =>
    only.some((glob) => matchGlob(glob, flag) || matchGlob(glob, flag.replace(/=.*/s, "")));
  return given.every(
    ({ whole, letters }) => isOne(whole) || (letters.length > 0 && letters.every(isOne)),
  );
}

/**
 * A flag of a pattern without a value takes any value. A long flag may be cut short, as `getopt_long`
 * allows: `--recur` is `--recursive`.
 */
function matchFlag(wanted: string, flag: string): boolean {
  if (wanted === flag) return true;
  if (wanted.includes("=")) return matchGlob(wanted, flag);
  const equals = flag.indexOf("=");
  const name = equals < 0 ? flag : flag.slice(0, equals);
  if (name.length > 2 && name.startsWith("--") && wanted.startsWith(name)) return true;
  return matchGlob(wanted, name) || matchGlob(wanted, flag);
}

function matchesOperands(
  wanted: readonly GlobSet[],
  given: readonly (readonly string[])[],
): boolean {
  return matchSequence({
    elements: wanted.length,
    things: given.length,
    isAnyNumber: (at) => isAnyNumber(wanted[at] ?? []),
    matches: (at, index) => matchesOperand(wanted[at] ?? [], given[index] ?? []),
  });
}

function isAnyNumber(alternatives: GlobSet): boolean {
  return alternatives.length === 1 && alternatives[0] === "**";
}

/** What cannot be known of a word is one character that only a wildcard matches. */
function matchesOperand(globs: GlobSet, forms: readonly string[]): boolean {
  return globs.some((glob) => forms.some((form) => matchGlob(glob, form)));
}

function matchesSurroundings(
  pattern: CommandPattern,
  command: PreparedCommand,
  { runs }: CommandSetting,
): boolean {
  const { feed, alongside, unknownOperand, unknownFlag, recursive } = pattern;
  const { program, via, feed: given } = command.invocation;
  return (
    matchesFeed(feed, given) &&
    matchesWays(pattern, via) &&
    (alongside === undefined || runs(alongside)) &&
    (unknownOperand === undefined || hasUnknown(command)) &&
    (unknownFlag === undefined || command.mayHoldFlag) &&
    (recursive === undefined || via.at(-1) === `${program}()`)
  );
}

function matchesFeed(wanted: CommandPattern["feed"], given: Feed): boolean {
  if (wanted === "none") return given.kind === "inherited" && given.file === undefined;
  return wanted === undefined || given.kind === wanted;
}

function matchesOrigins(
  { codeFrom, dataFrom }: CommandPattern,
  { words: [name, ...words], feed }: Invocation,
): boolean {
  const comesFrom = (origin: Origin, thing: { readonly origins?: readonly Origin[] } | undefined) =>
    thing?.origins?.includes(origin) === true;
  return (
    (codeFrom === undefined || comesFrom(codeFrom, name)) &&
    (dataFrom === undefined ||
      (feed.kind !== "inherited" && comesFrom(dataFrom, feed)) ||
      words.some((word) => comesFrom(dataFrom, word)))
  );
}

function matchesParts(
  { redirect, redirectExcept = [], redirectAccess, assigns }: CommandPattern,
  { invocation: { redirects, assignments } }: PreparedCommand,
  { home }: CommandSetting,
): boolean {
  const hasTarget = (globs: GlobSet) =>
    redirects.some(({ access, target }) => {
      if (redirectAccess !== undefined && access !== redirectAccess) return false;
      const forms = operandForms(target.value, home);
      return matchesOperand(globs, forms) && !matchesOperand(redirectExcept, forms);
    });
  const hasAssignment = (globs: GlobSet) =>
    assignments.some(({ name, value }) => matchAny(globs, `${name}=${value.value}`));
  return (
    (redirect === undefined || hasTarget(redirect)) &&
    (assigns === undefined || hasAssignment(assigns))
  );
}

function hasUnknown({ operands, flags }: PreparedCommand): boolean {
  const isUnknown = (text: string) => text.includes(UNKNOWN);
  return operands.some((forms) => forms.some(isUnknown)) || flags.some(isUnknown);
}
