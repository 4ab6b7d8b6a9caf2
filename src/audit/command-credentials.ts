import { isSecretName } from "../mask/secret-name.ts";
import { PASSWORD_FLAGS, type PasswordFlags } from "./password-flags.ts";
import { type Invocation, type ShellWord, UNKNOWN } from "../model/invocation.ts";

/** Shorter values would be masked all over the record, and keep nothing secret. */
const MIN_LENGTH = 4;

/**
 * The credentials that a simple command is given where its program takes one, quotes removed and as
 * written: values of secret-looking variables and flags, and of the known programs' short flags.
 */
export function findCommandCredentials(invocation: Invocation): readonly string[] {
  const { assignments, words, program } = invocation;
  const named = assignments.filter(({ name }) => isSecretName(name)).map(({ value }) => value);
  const flags = flagsOf(program, words);
  const passed = words.flatMap((word, index) => [
    ...ofFlag(word.value, words[index + 1], flags),
    ...ofPair(word.value),
  ]);
  const placed = ofPlace(words, flags);
  const found = [...named.flatMap(spellings), ...passed, ...placed.flatMap(spellings)];
  return found.filter((value) => value.length >= MIN_LENGTH);
}

function flagsOf(program: string, words: readonly ShellWord[]): PasswordFlags {
  const flags = Object.hasOwn(PASSWORD_FLAGS, program) ? PASSWORD_FLAGS[program] : undefined;
  const { only } = flags ?? {};
  const applies = only === undefined || words.some(({ value }) => value === only);
  return applies ? (flags ?? {}) : {};
}

function ofFlag(
  word: string,
  next: ShellWord | undefined,
  { attached = [], separate = [] }: PasswordFlags,
): readonly string[] {
  if (!word.startsWith("-")) return [];
  if (separate.includes(word)) return spellings(next);
  // Before the name: a password that reads like one (`-pMyPassword`) announces nothing.
  const prefix = attached.find((start) => word.startsWith(start) && word !== start);
  if (prefix !== undefined && !word.startsWith("--")) return known(word.slice(prefix.length));
  const equals = word.indexOf("=");
  if (!isSecretName(equals === -1 ? word : word.slice(0, equals))) return [];
  return equals === -1 ? spellings(next) : known(word.slice(equals + 1));
}

/** `NAME=VALUE` as the value of a flag: `--from-literal=password=VALUE`. */
function ofPair(word: string): readonly string[] {
  const [, name, value] = /^--?[\w-]+=([^=]+)=(.+)$/s.exec(word) ?? [];
  return name !== undefined && isSecretName(name) ? known(value ?? "") : [];
}

/** Words that are credentials by where they stand. */
function ofPlace(
  words: readonly ShellWord[],
  { named, behind = {}, lastWith }: PasswordFlags,
): readonly (ShellWord | undefined)[] {
  const hasLast =
    lastWith !== undefined &&
    words.some(({ value }) => value.startsWith("-") && value.includes(lastWith));
  return words.flatMap(({ value }, index) => [
    named && !value.startsWith("-") && isSecretName(value) ? words[index + 1] : undefined,
    Object.hasOwn(behind, value) ? words[index + (behind[value] ?? 0)] : undefined,
    hasLast && index === words.length - 1 ? words[index] : undefined,
  ]);
}

export function spellings(word: ShellWord | undefined): readonly string[] {
  return word === undefined ? [] : [...known(word.value), ...known(word.text)];
}

/** A value that holds something unknown does not stand in the command line as it is. */
function known(value: string): readonly string[] {
  return value.includes(UNKNOWN) ? [] : [value];
}
