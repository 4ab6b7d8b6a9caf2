import type { ShellAssignment, ShellWord } from "../../../model/invocation.ts";
import type { Call, Inner, Wrapper } from "../call.ts";

/** How a program reads its options: those that take the next word, or, the other way, those that do not. */
export type OptionSyntax =
  | { readonly valued: readonly string[] }
  | { readonly flags: readonly string[] };

/** Index of the first word from `start` on that is no option and no option's value. */
export function findOperand(
  words: readonly ShellWord[],
  start: number,
  syntax: OptionSyntax,
): number {
  let at = start;
  while (at < words.length) {
    const value = words[at]?.value ?? "";
    if (value === "--") return at + 1;
    if (!value.startsWith("-") || value === "-") return at;
    at += takesNext(value, syntax) ? 2 : 1;
  }
  return words.length;
}

function takesNext(option: string, syntax: OptionSyntax): boolean {
  if (option.startsWith("--")) return !option.includes("=") && isValued(option, syntax);
  if ("valued" in syntax && syntax.valued.includes(option)) return true;
  // A cluster: the first letter with a value takes the rest of the word, or else the next word.
  for (let at = 1; at < option.length; at += 1) {
    if (isValued(`-${option.charAt(at)}`, syntax)) return at === option.length - 1;
  }
  return false;
}

function isValued(option: string, syntax: OptionSyntax): boolean {
  return "valued" in syntax ? syntax.valued.includes(option) : !syntax.flags.includes(option);
}

/** Values of an option wherever it stands: `-c x`, `-cx`, `--command x`, `--command=x`. */
export function readOption(words: readonly ShellWord[], names: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const name = names.find((candidate) => isOption(word.value, candidate));
    if (name === undefined) return [];
    if (word.value === name) return words[at + 1]?.value ?? [];
    return word.value.slice(name.length + (name.startsWith("--") ? 1 : 0));
  });
}

/** Values of an option of one letter, alone or at the end of a cluster: `-C x`, `-tC x`, `-Cx`. */
export function readLetter(words: readonly ShellWord[], letter: string): readonly string[] {
  return words.flatMap(({ value }, at) => {
    const index = /^-[a-zA-Z]/.test(value) ? value.indexOf(letter) : -1;
    if (index < 0 || !/^-[a-zA-Z]*$/.test(value.slice(0, index))) return [];
    const rest = value.slice(index + 1);
    return rest === "" ? (words[at + 1]?.value ?? []) : rest;
  });
}

function isOption(value: string, name: string): boolean {
  if (value === name) return true;
  return name.startsWith("--") ? value.startsWith(`${name}=`) : value.startsWith(name);
}

/** The command that starts at `at`, if there is one. */
export function commandAt(words: readonly ShellWord[], at: number): readonly Inner[] {
  return at < words.length ? [{ kind: "command", words: words.slice(at) }] : [];
}

/** As `commandAt`, with the assignments that may stand before the command. */
export function assignedCommandAt(words: readonly ShellWord[], start: number): readonly Inner[] {
  const assignments: ShellAssignment[] = [];
  let at = start;
  for (; at < words.length; at += 1) {
    const assignment = readAssignment(words[at]);
    if (assignment === undefined) break;
    assignments.push(assignment);
  }
  if (at >= words.length) return [];
  return [{ kind: "command", words: words.slice(at), assignments }];
}

/** `NAME=value` given as a word. */
export function readAssignment(word: ShellWord | undefined): ShellAssignment | undefined {
  const match = word && /^([A-Za-z_][A-Za-z0-9_]*)\+?=([\s\S]*)$/.exec(word.value);
  if (!word || !match) return undefined;
  return { name: match[1] ?? "", value: { ...word, value: match[2] ?? "" } };
}

/** A program that takes options, then `operands` words of its own, then a command. */
export function prefixWrapper(
  names: readonly string[],
  syntax: OptionSyntax,
  operands = 0,
): Wrapper {
  return {
    names,
    unwrap: ({ words }: Call) => commandAt(words, findOperand(words, 1, syntax) + operands),
  };
}

/** A program that takes a word of its own, then options, then a command: `perf stat -r 5 x`. */
export function verbWrapper(names: readonly string[], syntax: OptionSyntax): Wrapper {
  return {
    names,
    unwrap: ({ words }: Call) => {
      const verb = findOperand(words, 1, syntax);
      return commandAt(words, findOperand(words, verb + 1, syntax));
    },
  };
}
