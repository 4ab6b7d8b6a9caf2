import { type Argument, readArguments } from "./arguments.ts";
import type { Effect, ProgramUse } from "./effect.ts";
import { findProgram } from "./programs.ts";
import { mergeUse, type Syntax, toSyntax, unknownSyntax } from "./syntax.ts";

/** A command's words, told apart by what is known of its program. */
export interface ReadCommand {
  readonly use: ProgramUse;
  /** Without the verb of a program that has verbs. */
  readonly args: readonly Argument[];
  readonly effectOf: (option: string) => Effect;
}

/** More options than this choose no variant. */
const MAX_CHOOSERS = 32;

/** By program or variant, each made when it is first met. */
const syntaxes = new Map<string, Syntax>();

/** @param words Without the program's own. */
export function readCommand(program: string, words: readonly string[]): ReadCommand {
  const base = findProgram(program);
  if (base === undefined) return readAs(unknownSyntax(), words);
  const spread = base.variant === "archive" ? spreadLetters(words) : words;
  const plain = readAs(syntaxOf(program, base), spread);
  const name = findVariant(program, plain);
  const variant = name === undefined ? undefined : findProgram(name);
  if (name === undefined || variant === undefined) return withoutVerb(plain);
  return withoutVerb(readAs(syntaxOf(name, mergeUse(base, variant)), spread));
}

/** Whether one of the options, several in one string, is given. */
export function hasOption(args: readonly Argument[], options: string | undefined): boolean {
  const wanted = new Set(options?.split(" "));
  return args.some(({ option }) => option !== undefined && wanted.has(option));
}

function syntaxOf(name: string, use: ProgramUse): Syntax {
  const known = syntaxes.get(name);
  if (known !== undefined) return known;
  const made = toSyntax(use);
  syntaxes.set(name, made);
  return made;
}

function readAs(syntax: Syntax, words: readonly string[]): ReadCommand {
  const { use, effectOf } = syntax;
  return { use, args: readArguments(words, syntax.words), effectOf };
}

function withoutVerb(read: ReadCommand): ReadCommand {
  const { use, args } = read;
  if (use.variant !== "verb" || hasOption(args, use.instead ?? "")) return read;
  const verb = args.findIndex(({ option }) => option === undefined);
  return { ...read, args: args.filter((_, index) => index !== verb) };
}

/** `tar czf x` is `tar -czf x`; of its letters those with a value come last. */
function spreadLetters(words: readonly string[]): readonly string[] {
  const letters = words[0];
  if (letters === undefined || !/^[A-Za-z]{1,16}$/.test(letters)) return words;
  const valued = /[fCTX]/;
  const ordered = [...letters].toSorted((a, b) => Number(valued.test(a)) - Number(valued.test(b)));
  return [`-${ordered.join("")}`, ...words.slice(1)];
}

/** `-i` aside, which to awk is another thing. */
const IN_PLACE = /^(?:--in-?place|--write|--fix|-w)$/;

/** The name under which the table has what this command really is. */
function findVariant(program: string, { use, args }: ReadCommand): string | undefined {
  switch (use.variant) {
    case "verb":
      return findVerb(program, args);
    case "archive":
      return `tar ${findArchiveMode(args)}`;
    case "in-place": {
      const isGiven = args.some(
        ({ option, value }) =>
          IN_PLACE.test(option ?? "") ||
          (option === "-i" && (!program.endsWith("awk") || value === "inplace")),
      );
      return isGiven ? `${program} -i` : undefined;
    }
    case "saving":
      return hasOption(args, "-O --remote-name --remote-name-all") ? `${program} -O` : undefined;
    case "moving":
      return hasOption(args, "-m --move") ? `${program} -m` : undefined;
    default:
      return undefined;
  }
}

/** `git rm`, and where an option makes it another thing, `git rm --cached`. */
function findVerb(program: string, args: readonly Argument[]): string | undefined {
  const verb = args.find(({ option }) => option === undefined)?.value;
  if (verb === undefined) return undefined;
  const name = `${program === "gchmod" ? "chmod" : program} ${verb}`;
  const options = args.slice(0, MAX_CHOOSERS).map(({ option }) => `${name} ${option}`);
  return options.find((each) => findProgram(each) !== undefined) ?? name;
}

function findArchiveMode(args: readonly Argument[]): string {
  if (hasOption(args, "-x --extract --get")) return "x";
  if (hasOption(args, "-t --list")) return "t";
  if (!hasOption(args, "-c -r -u -A --create --append --update")) return "";
  return hasOption(args, "--remove-files") ? "c --remove-files" : "c";
}
