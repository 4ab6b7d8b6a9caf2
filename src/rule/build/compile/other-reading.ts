import type { CommandPattern, ProgramFacts } from "../../../model/rule.ts";
import type { Programs } from "../../arguments.ts";
import { matchAny } from "../../glob.ts";
import type { PatternSource } from "../schema/command.ts";
import { RuleError } from "../source/rule-error.ts";
import { compilePattern } from "./compile-pattern.ts";

/** What the files before say of programs, and the patterns of their rules. */
interface Known {
  readonly programs: Programs;
  readonly patterns: readonly CommandPattern[];
}

const NO_FACTS: ProgramFacts = { aliases: {}, valued: [], style: "clusters" };

/**
 * A flag that a program would read otherwise with new facts than with those before: with `valued: [-r]`, the
 * `/` in `rm -r /` is no operand any more, and with `-q: --dry-run` a rule that lets `--dry-run` pass lets `-q`
 * pass. `undefined` when there is none, and for a program that nothing before speaks of.
 */
export function findOtherReading(
  name: string,
  facts: ProgramFacts,
  { programs, patterns }: Known,
): string | undefined {
  const own = patterns.filter((pattern) => isOver(pattern, name));
  const known = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (known === undefined && own.length === 0) return undefined;
  const before = known ?? NO_FACTS;
  const named = own.flatMap(({ flags, without }) => flags.flat().concat(without));
  const valued = facts.valued.find((flag) => !before.valued.includes(flag));
  const alias = Object.keys(facts.aliases).find((flag) => isReread(flag, { facts, before, named }));
  const isOtherStyle = facts.style === "words" && before.style === "clusters";
  return valued ?? alias ?? (isOtherStyle ? "every flag" : undefined);
}

interface Reading {
  readonly facts: ProgramFacts;
  readonly before: ProgramFacts;
  /** The flags in patterns over the program, canonical. */
  readonly named: readonly string[];
}

function isReread(flag: string, { facts, before, named }: Reading): boolean {
  const meaning = facts.aliases[flag];
  if (meaning === undefined || before.aliases[flag] === meaning) return false;
  if (before.aliases[flag] !== undefined) return true;
  const names = [flag, meaning, before.aliases[meaning] ?? meaning];
  return names.some((name) => matchAny(named, name));
}

/** Whether a pattern is over a program, or over its subcommand: `git clean`. */
function isOver({ programs, operands }: CommandPattern, name: string): boolean {
  const [program = "", subcommand] = name.toLowerCase().split(" ");
  // A pattern over any program is not about this one.
  const isNamed = programs.some((glob) => !/^\**$/.test(glob) && matchAny([glob], program));
  const [first = ["**"]] = operands;
  return isNamed && (subcommand === undefined || matchAny(first, subcommand));
}

/** The patterns that compile; of the others the build tells elsewhere. */
export function compileKnown(
  sources: readonly PatternSource[],
  programs: Programs,
): CommandPattern[] {
  const place = { file: "", line: 1, column: 1 };
  return sources.flatMap((source) => {
    try {
      return compilePattern(source, { programs, place });
    } catch (error) {
      if (error instanceof RuleError) return [];
      throw error;
    }
  });
}
