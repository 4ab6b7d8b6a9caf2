import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { commandAt } from "./options.ts";

const STDIN = new Set(["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);
const VALUED = new Set(["--rcfile", "--init-file", "--init-command"]);

/** What the options before the first operand say. */
interface ShellOptions {
  /** Index of the first operand. */
  readonly operand: number;
  readonly command: boolean;
  readonly stdin: boolean;
  /** An option could not be known: it may have been `-c`. */
  readonly unclear: boolean;
}

/** Shells: `-c source`, a script, or standard input. */
export const shell: Wrapper = {
  names: [
    "sh",
    "bash",
    "dash",
    "zsh",
    "ksh",
    "mksh",
    "ash",
    "fish",
    "csh",
    "tcsh",
    "rbash",
    "rzsh",
    "yash",
    "lksh",
    "oksh",
    "hush",
  ],
  unwrap: ({ words }) => {
    const options = readOptions(words);
    const first = words[options.operand];
    const args = words.slice(options.operand + 1);
    if (options.command) return first ? [toSource(first, words[0], args.slice(1))] : [];
    if (first === undefined || options.stdin) {
      return [{ kind: "stdin", args: words.slice(options.operand) }];
    }
    if (STDIN.has(first.value)) return [{ kind: "stdin", args }];
    const file: Inner = { kind: "file", word: first, args };
    return options.unclear ? [file, toSource(first, words[0], args.slice(1))] : [file];
  },
};

/** busybox and toybox: the first operand is the program. */
export const applets: Wrapper = {
  names: ["busybox", "toybox"],
  unwrap: ({ words }) => commandAt(words, 1),
};

function toSource(
  source: ShellWord,
  name: ShellWord | undefined,
  args: readonly ShellWord[],
): Inner {
  const program = name?.value.slice(name.value.lastIndexOf("/") + 1) ?? "sh";
  return { kind: "source", text: source.value, label: `${program} -c`, args };
}

function readOptions(words: readonly ShellWord[]): ShellOptions {
  const found = { command: false, stdin: false, unclear: false };
  let at = 1;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || isUnclear(word, words.length - at)) found.unclear = true;
    else if (word.value === "--" || word.value === "-") return { operand: at + 1, ...found };
    else if (!/^[-+]./.test(word.value)) break;
    else at += readCluster(word.value, found);
  }
  return { operand: at, ...found };
}

/** A word that may turn out to be options, with others behind it. */
function isUnclear(word: ShellWord, left: number): boolean {
  return word.certainty === "dynamic" && word.value.startsWith(UNKNOWN) && left > 1;
}

interface Found {
  command: boolean;
  stdin: boolean;
}

/** Notes what one option word says. @returns how many following words belong to it. */
function readCluster(value: string, found: Found): number {
  if (value.startsWith("--")) {
    if (value === "--command") found.command = true;
    return VALUED.has(value) ? 1 : 0;
  }
  const letters = value.slice(1);
  if (letters.includes("c")) found.command = true;
  if (letters.includes("s")) found.stdin = true;
  return /[oO]/.test(letters) ? 1 : 0;
}
