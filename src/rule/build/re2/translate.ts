import type { CompiledRegex } from "../../../model/rule.ts";
import { Re2Error, type Re2Node } from "./ast.ts";
import { countGroups, leadingLiterals, type LeadingLiterals } from "./literals.ts";
import { findNestedRepeat } from "./nesting.ts";
import { parseRe2 } from "./parse.ts";
import { printRe2 } from "./print.ts";
import { findSlowText } from "./probe.ts";

/** A pattern ready for the hot path, and what is known about it from its syntax. */
export interface TranslatedPattern {
  readonly regex: CompiledRegex;
  readonly groups: number;
  /** See `leadingLiterals`. */
  readonly literalsOf: (groupIndex: number) => LeadingLiterals;
}

/** Proving a pattern linear takes a hundred times what compiling it does, and every profile asks for it. */
const translated = new Map<string, TranslatedPattern>();

/**
 * Translates a pattern from RE2's syntax, as gitleaks has it, into V8's, with the same matches.
 * @throws Re2Error for what RE2 does not accept, what V8 cannot run, and what V8 would not run in
 * time linear in the text.
 */
export function translateRe2(pattern: string): TranslatedPattern {
  const before = translated.get(pattern);
  if (before !== undefined) return before;
  const result = translateAnew(pattern);
  translated.set(pattern, result);
  return result;
}

function translateAnew(pattern: string): TranslatedPattern {
  const node = parseRe2(pattern);
  const regex = printRe2(node);
  assertRuns(regex);
  assertLinear(node, regex);
  return {
    regex,
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

function assertLinear(node: Re2Node, regex: CompiledRegex): void {
  const nested = findNestedRepeat(node);
  if (nested !== undefined) throw new Re2Error(`could take exponential time: ${nested}`, 0);
  const slow = findSlowText(node, regex);
  if (slow !== undefined) {
    throw new Re2Error(
      `takes too long on ${JSON.stringify(slow)}… repeated: give its repeats an upper bound`,
      0,
    );
  }
}
