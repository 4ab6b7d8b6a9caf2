import { braceExpand } from "minimatch";
import { parse } from "shell-quote";
import type { CommandPattern, GlobSet } from "../../../model/rule.ts";
import { type Flag, type Programs, splitArguments } from "../../arguments.ts";
import { escapeGlob } from "../../glob.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import type { PatternSource } from "../schema/command.ts";

const MAX_ALTERNATIVES = 200;

/** A word of a pattern: the first alternative tells flags from operands. */
interface PatternWord {
  readonly value: string;
  readonly globs: GlobSet;
}

/** What compiling needs besides the pattern. */
export interface PatternSetting {
  readonly programs: Programs;
  readonly place: RulePlace;
}

/**
 * A pattern as written, compiled: one pattern, or several where the programs that it names read their flags
 * differently.
 *
 * @throws RuleError at the pattern when it is more than one plain command line.
 */
export function compilePattern(source: PatternSource, setting: PatternSetting): CommandPattern[] {
  const [program, ...words] = toWords(source.run, setting.place);
  if (program === undefined) throw new RuleError(setting.place, "the pattern is empty");
  const rest = {
    ...compileSurroundings(source, setting.place),
    source: source.run,
  };
  const without = toWords(source.without ?? "", setting.place);
  const only = source.only === undefined ? undefined : toWords(source.only, setting.place);
  const compiled = program.globs.map((glob): CommandPattern => {
    const name = glob.toLowerCase();
    const { flags, operands } = splitArguments(name, words, setting.programs);
    const own = operands.map(({ globs }) => globs);
    return Object.assign(
      {
        programs: source.unknown === "program" ? [] : [name],
        flags: flags.flatMap((flag) => flagSets(flag, { program: name, operands, setting })),
        // One at a time: here a flag that takes a value is named without it.
        without: without.flatMap((word) => {
          const { flags: own, isEnded } = splitArguments(name, [word], setting.programs);
          return isEnded ? ["--"] : own.flatMap(requiredNames);
        }),
        ...(only === undefined
          ? {}
          : { only: only.flatMap((word) => namesOf(word, name, setting)) }),
        operands: source.operands === "none" ? own : [...own, ["**"]],
      },
      rest,
    );
  });
  return mergeAlike(compiled);
}

/** One flag that may be there, with its value where the pattern names that. */
function namesOf(word: PatternWord, program: string, { programs }: PatternSetting): GlobSet {
  return word.globs.flatMap((glob) =>
    splitArguments(program, [toWordOf(glob)], programs).flags.map(({ whole }) => whole),
  );
}

/** Programs whose pattern came out the same share one. */
function mergeAlike(patterns: readonly CommandPattern[]): CommandPattern[] {
  const merged = new Map<string, CommandPattern>();
  for (const pattern of patterns) {
    const key = JSON.stringify({ ...pattern, programs: [] });
    const before = merged.get(key)?.programs ?? [];
    merged.set(key, { ...pattern, programs: [...before, ...pattern.programs] });
  }
  return [...merged.values()];
}

type Surroundings = Pick<
  CommandPattern,
  | "feed"
  | "redirect"
  | "redirectExcept"
  | "redirectAccess"
  | "assigns"
  | "alongside"
  | "inside"
  | "insideExcept"
  | "runExcept"
  | "spelled"
  | "notInside"
  | "unknownOperand"
  | "unknownFlag"
  | "codeFrom"
  | "dataFrom"
  | "recursive"
>;

function compileSurroundings(source: PatternSource, place: RulePlace): Surroundings {
  const { feed, assigns, alongside, unknown, recursive } = source;
  const { code_from: codeFrom, data_from: dataFrom } = source;
  return {
    ...compileRedirect(source, place),
    ...compileWays(source, place),
    ...compileProgram(source, place),
    ...(feed === undefined ? {} : { feed }),
    ...(assigns === undefined ? {} : { assigns: toGlobs(assigns, place) }),
    ...(alongside === undefined ? {} : { alongside: toGlobs(alongside, place) }),
    ...(unknown === "operand" ? { unknownOperand: true } : {}),
    ...(unknown === "flag" ? { unknownFlag: true } : {}),
    ...(codeFrom === undefined ? {} : { codeFrom }),
    ...(dataFrom === undefined ? {} : { dataFrom }),
    ...(recursive === true ? { recursive } : {}),
  };
}

function compileProgram({ run_except: except, spelled }: PatternSource, place: RulePlace) {
  return {
    ...(except === undefined ? {} : { runExcept: toGlobs(except, place) }),
    ...(spelled === undefined ? {} : { spelled: toGlobs(spelled, place) }),
  };
}

function compileRedirect(source: PatternSource, place: RulePlace): Surroundings {
  const { redirect, redirect_except: except, redirect_access: redirectAccess } = source;
  return {
    ...(redirect === undefined ? {} : { redirect: toGlobs(redirect, place) }),
    ...(except === undefined ? {} : { redirectExcept: toGlobs(except, place) }),
    ...(redirectAccess === undefined ? {} : { redirectAccess }),
  };
}

function compileWays(source: PatternSource, place: RulePlace): Surroundings {
  const { inside, inside_except: except, not_inside: not } = source;
  const toWays = (text: string) => toGlobs(text, place).map((glob) => glob.toLowerCase());
  return {
    ...(inside === undefined ? {} : { inside: toWays(inside) }),
    ...(except === undefined ? {} : { insideExcept: toWays(except) }),
    ...(not === undefined ? {} : { notInside: toWays(not) }),
  };
}

function toGlobs(text: string, place: RulePlace): GlobSet {
  const [word, ...more] = toWords(text, place);
  if (word === undefined || more.length > 0) throw new RuleError(place, "must be one word");
  return word.globs;
}

/** The words of a pattern. Quoting makes a word literal; braces are alternatives. */
function toWords(text: string, place: RulePlace): PatternWord[] {
  const tokens = parse(text, (name) => ({ op: `$${name}` }));
  if (/[`\r\n]/.test(text) || !isBalanced(text)) {
    throw new RuleError(place, "a pattern is one command line: no backtick, newline or open quote");
  }
  return tokens.map((token) => {
    if (typeof token === "string") return toWord(braceExpand(token).map(escapeGlob), place);
    if ("comment" in token) throw new RuleError(place, 'a pattern holds no comment: quote the "#"');
    if (token.op === "glob") return toWord(braceExpand(token.pattern), place);
    const kind = token.op.startsWith("$") ? "variable" : "operator";
    throw new RuleError(place, `a pattern holds no ${kind} (${token.op}): quote it if it is meant`);
  });
}

function toWord(globs: readonly string[], place: RulePlace): PatternWord {
  if (globs.length > MAX_ALTERNATIVES) {
    throw new RuleError(place, `braces give ${globs.length} words, more than ${MAX_ALTERNATIVES}`);
  }
  return { value: globs[0] ?? "", globs };
}

/** shell-quote drops what follows an open quote without a word. */
function isBalanced(text: string): boolean {
  const plain = text.replace(/\\./g, "").replace(/'[^']*'|"[^"]*"/g, "");
  return !/['"]/.test(plain);
}

interface FlagSetting {
  readonly program: string;
  readonly operands: readonly PatternWord[];
  readonly setting: PatternSetting;
}

/** The flags that must all be present for one flag word, each with its alternatives. */
function flagSets(flag: Flag<PatternWord>, { program, operands, setting }: FlagSetting): GlobSet[] {
  const { word, value } = flag;
  if (word.globs.length === 1 && (value === undefined || value.globs.length === 1)) {
    return requiredNames(flag).map((name) => [name]);
  }
  const values = value === undefined ? [[]] : value.globs.map((glob) => [toWordOf(glob)]);
  const spellings = word.globs.flatMap((glob) => values.map((own) => [toWordOf(glob)].concat(own)));
  const subcommand = operands.slice(0, 1);
  return [
    spellings.flatMap((words) =>
      splitArguments(program, subcommand.concat(words), setting.programs)
        .flags.slice(0, 1)
        .flatMap(requiredNames),
    ),
  ];
}

function toWordOf(glob: string): PatternWord {
  return { value: glob, globs: [glob] };
}

/** A cluster asks for its letters, any other flag, and one that is written with its value, for itself. */
function requiredNames({ word, whole, letters }: Flag<PatternWord>): readonly string[] {
  return letters.length === 0 || word.value.includes("=") ? [whole] : letters;
}
