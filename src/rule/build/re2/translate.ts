import type { CompiledRegex } from "../../../model/rule.ts";
import { Re2Error, type Re2Node } from "./ast.ts";
import { countGroups, leadingLiterals, type LeadingLiterals } from "./literals.ts";
import { findNestedRepeat } from "./nesting.ts";
import { NO_FLAGS, parseWithFlags } from "./parse.ts";
import { printRe2 } from "./print.ts";
import { findSlowText } from "./probe.ts";
import type { Re2Flags } from "./scanner.ts";

/** A pattern ready for the hot path, and what is known about it from its syntax. */
export interface TranslatedPattern {
  readonly regex: CompiledRegex;
  readonly groups: number;
  /** See `leadingLiterals`. */
  readonly literalsOf: (groupIndex: number) => LeadingLiterals;
  /** The flags that are on where the pattern ends: they hold in the next of a list that gitleaks joins. */
  readonly flagsAfter: Re2Flags;
  /** The beginning of a text, repeated, on which the pattern takes time quadratic in the length. */
  readonly slowOn: string | undefined;
}

/** Proving a pattern linear takes a hundred times what compiling it does, and every profile asks for it. */
const translated = new Map<string, TranslatedPattern>();

/**
 * Translates a pattern from RE2's syntax, as gitleaks has it, into V8's, with the same matches.
 * @throws Re2Error for what RE2 does not accept, what V8 cannot run, and what V8 would not run in
 * time linear in the text.
 */
export function translateRe2(pattern: string): TranslatedPattern {
  const result = translateAnySpeed(pattern, NO_FLAGS);
  if (result.slowOn === undefined) return result;
  throw new Re2Error(
    `takes too long on ${JSON.stringify(result.slowOn)}… repeated: give its repeats an upper bound`,
    0,
  );
}

/**
 * The same for a pattern that may be slow: its `regex` says so.
 * @param flags that are on where it begins.
 * @throws Re2Error for what RE2 does not accept, what V8 cannot run, and what could take V8 time
 * exponential in the text.
 */
export function translateAnySpeed(pattern: string, flags: Re2Flags): TranslatedPattern {
  const key = JSON.stringify([pattern, flags]);
  const before = translated.get(key);
  if (before !== undefined) return before;
  const result = translateAnew(pattern, flags);
  translated.set(key, result);
  return result;
}

function translateAnew(pattern: string, flags: Re2Flags): TranslatedPattern {
  const { node, flags: flagsAfter } = parseWithFlags(pattern, flags);
  const regex = printRe2(node);
  assertRuns(regex);
  assertBounded(node);
  const slowOn = findSlowText(node, regex);
  return {
    regex: slowOn === undefined ? regex : { ...regex, slow: true },
    slowOn,
    flagsAfter,
    groups: countGroups(node),
    literalsOf: (groupIndex) => leadingLiterals(node, groupIndex),
  };
}

function assertRuns(regex: CompiledRegex): void {
  try {
    // V8 finds an expression too large only when it first runs it.
    new RegExp(regex.source, regex.flags).test("");
  } catch (error) {
    throw new Re2Error(`V8 cannot run it: ${error instanceof Error ? error.message : "error"}`, 0);
  }
}

function assertBounded(node: Re2Node): void {
  const nested = findNestedRepeat(node);
  if (nested !== undefined) throw new Re2Error(`could take exponential time: ${nested}`, 0);
}
