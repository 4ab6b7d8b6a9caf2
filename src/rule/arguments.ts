import { withoutVersion } from "../model/program-name.ts";
import type { ProgramFacts } from "../model/rule.ts";

/** A word as far as the split needs it. */
interface Word {
  readonly value: string;
}

/** A flag as given, by every name that it could be asked for. */
export interface Flag<W extends Word> {
  readonly word: W;
  /** `--name`, `--name=value`, `-delete`; canonical. */
  readonly whole: string;
  /** The flags that a cluster stands for: `-rf` gives `-r` and `-f`; canonical. */
  readonly letters: readonly string[];
  /** The value, when it stands in a word of its own. */
  readonly value: W | undefined;
}

/** A program's words after its name, told apart by what that program does with them. */
export interface Arguments<W extends Word> {
  readonly flags: readonly Flag<W>[];
  readonly operands: readonly W[];
  /** There is a `--`, after which nothing is a flag. */
  readonly isEnded: boolean;
  /** The operands that stand before it: where one of them turns out to begin with a dash, it is a flag. */
  readonly unended: readonly W[];
}

export type Programs = Readonly<Record<string, ProgramFacts>>;

const NO_FACTS: ProgramFacts = { aliases: {}, valued: [], style: "clusters" };

/**
 * Splits words into flags and operands. The facts of `git push` join those of `git` once its first
 * operand is known to be `push`. Linear in the words.
 */
export function splitArguments<W extends Word>(
  program: string,
  words: readonly W[],
  programs: Programs,
): Arguments<W> {
  const flags: Flag<W>[] = [];
  const operands: W[] = [];
  const unended: W[] = [];
  const known = [factsOf(programs, program)];
  let ended = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const text = word.value;
    if (!ended && text === "--") ended = true;
    else if (ended || !isFlag(text)) {
      operands.push(word);
      if (!ended) unended.push(word);
      if (operands.length === 1) known.push(factsOf(programs, `${program} ${text}`));
    } else {
      const value = takesNext(text, known) ? words[++index] : undefined;
      flags.push(toFlag({ word, value, known }));
    }
  }
  return { flags, operands, isEnded: ended, unended };
}

/**
 * What is known of a program, `bash-5.2` and `python3.12` being bash and python; `Object.hasOwn`, because
 * `constructor` may be a program too.
 */
function factsOf(programs: Programs, name: string): ProgramFacts {
  const known = [name, withoutVersion(name)].find((each) => Object.hasOwn(programs, each));
  return known === undefined ? NO_FACTS : (programs[known] ?? NO_FACTS);
}

function isFlag(text: string): boolean {
  return text.length > 1 && text[0] === "-";
}

type Known = readonly ProgramFacts[];

function isCluster(text: string, known: Known): boolean {
  return !text.startsWith("--") && !known.some(({ style }) => style === "words");
}

/** Whether the flag's value is the next word: `-C dir`, and `-xC dir` in a cluster. */
function takesNext(text: string, known: Known): boolean {
  if (known.some(({ valued }) => valued.includes(text))) return true;
  return isCluster(text, known) && valueStart(text, known) === text.length;
}

/** Index in a cluster after the letter that takes a value: `-ovalue` gives 2. -1 when none does. */
function valueStart(text: string, known: Known): number {
  for (let at = 1; at < text.length; at += 1) {
    if (known.some(({ valued }) => valued.includes(`-${text.charAt(at)}`))) return at + 1;
  }
  return -1;
}

interface FlagWord<W extends Word> {
  readonly word: W;
  readonly value: W | undefined;
  readonly known: Known;
}

function toFlag<W extends Word>(given: FlagWord<W>): Flag<W> {
  const { word, value, known } = given;
  const text = word.value;
  const equals = text.indexOf("=");
  const name = canonicalName(equals < 0 ? text : text.slice(0, equals), known);
  const whole = withValue(name, equals < 0 ? value?.value : text.slice(equals + 1));
  return { whole, letters: isCluster(text, known) ? lettersOf(given) : [], value, word };
}

function lettersOf<W extends Word>({ word, value, known }: FlagWord<W>): string[] {
  const text = word.value;
  const start = valueStart(text, known);
  const plain = text.slice(1, start < 0 ? undefined : start - 1);
  const letters = [...new Set(plain)].map((letter) => canonicalName(`-${letter}`, known));
  if (start < 0) return letters;
  const own = start < text.length ? text.slice(start).replace(/^=/, "") : value?.value;
  return [...letters, withValue(canonicalName(`-${text.charAt(start - 1)}`, known), own)];
}

function withValue(name: string, value: string | undefined): string {
  return value === undefined ? name : `${name}=${value}`;
}

function canonicalName(name: string, known: Known): string {
  for (const { aliases } of known) {
    if (Object.hasOwn(aliases, name)) return aliases[name] ?? name;
  }
  return name;
}
