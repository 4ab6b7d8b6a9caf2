/** A word of a command, told apart from the others: an operand, an option, or an option with its value. */
export interface Argument {
  /** As in `-o`, `--output`; undefined for an operand. */
  readonly option: string | undefined;
  /** Undefined for an option without a value. */
  readonly value: string | undefined;
}

/** What must be known of a program to tell its words apart. */
export interface ArgumentSyntax {
  /** The option as the program calls it (`--dir` may be cut short) when it takes a value. */
  readonly findValued: (option: string) => string | undefined;
  readonly isAttached: (option: string) => boolean;
  readonly style: "clusters" | "words";
}

/** No program has more letters; a longer word is not taken apart. */
const MAX_CLUSTER = 64;

/** @param words Without the program's own. Cost: linear in the words. */
export function readArguments(words: readonly string[], syntax: ArgumentSyntax): Argument[] {
  const found: Argument[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") {
      for (const value of words.slice(at + 1)) found.push({ option: undefined, value });
      break;
    }
    if (!word.startsWith("-") || word === "-") found.push({ option: undefined, value: word });
    else at += readOption(word, words[at + 1], { syntax, found });
  }
  return found;
}

interface Reading {
  readonly syntax: ArgumentSyntax;
  readonly found: Argument[];
}

/** @returns how many of the following words belong to the option. */
function readOption(word: string, next: string | undefined, reading: Reading): number {
  const { findValued, style } = reading.syntax;
  const isAssigned =
    word.includes("=") && /^-\w[\w-]*=/.test(word) && findValued(word.slice(0, 2)) === undefined;
  const isLong = word.startsWith("--") || style === "words" || isAssigned;
  return isLong ? readLong(word, next, reading) : readCluster(word, next, reading);
}

function readLong(word: string, next: string | undefined, { syntax, found }: Reading): number {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const option = syntax.findValued(name);
  if (equals >= 0) {
    found.push({ option: option ?? name, value: word.slice(equals + 1) });
    return 0;
  }
  found.push({ option: option ?? name, value: option === undefined ? undefined : next });
  return option === undefined ? 0 : 1;
}

/** `-xvf file`, `-ofile`, `-i.bak`: the first letter with a value takes the rest, or the next word. */
function readCluster(word: string, next: string | undefined, reading: Reading): number {
  const { syntax, found } = reading;
  for (let at = 1; at < Math.min(word.length, MAX_CLUSTER); at += 1) {
    const option = `-${word.charAt(at)}`;
    const rest = word.slice(at + 1).replace(/^=/, "");
    if (syntax.isAttached(option)) {
      found.push({ option, value: rest });
      return 0;
    }
    if (syntax.findValued(option) !== undefined) {
      found.push({ option, value: rest === "" ? next : rest });
      return rest === "" ? 1 : 0;
    }
    // Of an option that we do not know the value still shows when it looks like a path: `-T/x`.
    const isPath = at === 1 && /^[~/.]/.test(rest);
    found.push({ option, value: isPath ? rest : undefined });
    if (isPath) return 0;
  }
  return 0;
}
