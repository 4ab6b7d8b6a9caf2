import type { Feed, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_FED_LINES, MAX_FED_WORDS, MAX_FILLED_UNITS, MAX_FILLED_WORDS } from "../bounds.ts";
import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readFeed, toFeed } from "../origin.ts";
import { decodeEscapes } from "../output/escapes.ts";
import { findOperand, readOption } from "./options.ts";

const VALUED = (
  "-a --arg-file -d --delimiter -E -I -J -L --max-lines -n --max-args -P " +
  "--max-procs -s --max-chars -R -S --process-slot-var"
).split(" ");

/** xargs: its command gets words from the input or a file, at the end or where the placeholder stands. */
export const xargs: Wrapper = {
  names: ["xargs", "gxargs"],
  unwrap: ({ words, feed }) => {
    const at = findOperand(words, 1, { valued: VALUED });
    const options = words.slice(1, at);
    const run: Run = {
      command: at < words.length ? words.slice(at) : [toKnownWord("echo")],
      placeholder: findPlaceholder(options),
      separator: findSeparator(options),
    };
    const file = findFile(options);
    if (file === undefined) return fill(run, feed);
    if (file.value === "/dev/null") return fill(run, { kind: "text", text: "", dynamic: false });
    const read = (text: string) => fill(run, toFeed(text));
    return [...fill(run, { kind: "pipe" }), { kind: "statements", file, read }];
  },
};

interface Run {
  readonly command: readonly ShellWord[];
  readonly placeholder: string | undefined;
  /** What stands between two words of the input. */
  readonly separator: string | RegExp;
}

/** The command as it runs with what `feed` gives it. */
function fill({ command, placeholder, separator }: Run, feed: Feed): readonly Inner[] {
  const fills =
    placeholder === undefined
      ? [[...command, ...readFedWords(feed, separator)]]
      : readLines(feed, command.length, separator).map((line) =>
          fillPlaceholder(command, placeholder, [line]),
        );
  return fills.map((filled) => ({ kind: "command", words: filled, feed: { kind: "inherited" } }));
}

function findPlaceholder(options: readonly ShellWord[]): string | undefined {
  const [named] = readOption(options, ["-I", "-J", "--replace"]);
  if (named !== undefined) return named === "" ? "{}" : named;
  return options.some((word) => /^(?:-i|--replace)$/.test(word.value)) ? "{}" : undefined;
}

/** `-0`, `-d X`; else blanks. */
function findSeparator(options: readonly ShellWord[]): string | RegExp {
  if (options.some(({ value }) => /^(?:-[a-zA-Z]*0|--null$)/.test(value))) return "\0";
  const [given] = readOption(options, ["-d", "--delimiter"]);
  return given === undefined || given === "" ? /\s+/ : decodeEscapes(given);
}

/** The file of `-a`, which has the words. */
function findFile(options: readonly ShellWord[]): ShellWord | undefined {
  const at = options.findIndex(({ value }) => /^(?:-a|--arg-file)/.test(value));
  const option = options[at];
  if (option === undefined) return undefined;
  const value = option.value.replace(/^(?:-a|--arg-file=?)/, "");
  return value === "" ? options[at + 1] : { ...option, value };
}

/** With a placeholder each line is one run of the command. */
function readLines(feed: Feed, length: number, separator: string | RegExp): readonly ShellWord[] {
  if (feed.kind !== "text") return [toKnownWord(readFeed(feed) ?? UNKNOWN)];
  const isBlank = typeof separator !== "string";
  const lines = feed.text.split(isBlank ? "\n" : separator).filter((line) => line.trim() !== "");
  const many = lines.length > MAX_FED_LINES || lines.length * length > MAX_FILLED_WORDS;
  return many ? [toKnownWord(UNKNOWN)] : lines.map(toFedWord);
}

/** Words that a program takes from its input: those of a known text, or one that is unknown. */
function readFedWords(feed: Feed, separator: string | RegExp): readonly ShellWord[] {
  if (feed.kind !== "text") return [toKnownWord(readFeed(feed) ?? UNKNOWN)];
  const isBlank = typeof separator !== "string";
  const words = feed.text.split(separator).filter((word) => word.trim() !== "");
  if (words.length > MAX_FED_WORDS) return [toKnownWord(UNKNOWN)];
  return words.map((word) =>
    toFedWord(isBlank ? word.replaceAll(/["'\\]/g, "") : word.replace(/\n$/, "")),
  );
}

/** A pattern from the root is told by what printed the names that it expands to. */
function toFedWord(value: string): ShellWord {
  const word = toKnownWord(value);
  const isPattern = word.certainty === "known" && /^(?:[/~][^*?[]*[*?[]|\*$)/.test(value);
  return isPattern ? { ...word, certainty: "glob" } : word;
}

/**
 * The words of a command when each fed word takes the placeholder's place in turn. Where that would
 * be a multiple of a long command, one unknown word does.
 */
export function fillPlaceholder(
  words: readonly ShellWord[],
  placeholder: string,
  fed: readonly ShellWord[],
): readonly ShellWord[] {
  const many = words.length * fed.length > MAX_FILLED_WORDS;
  const fillers = many ? [toKnownWord(UNKNOWN)] : fed;
  return words.flatMap((word) => fillWord(word, placeholder, fillers));
}

function fillWord(
  word: ShellWord,
  placeholder: string,
  fillers: readonly ShellWord[],
): readonly ShellWord[] {
  const pieces = word.value.split(placeholder);
  if (pieces.length === 1) return [word];
  return fillers.map((filler) => {
    const long = pieces.length * filler.value.length > MAX_FILLED_UNITS;
    const { value, certainty } = toKnownWord(pieces.join(long ? UNKNOWN : filler.value));
    const isPattern = certainty === "known" && filler.certainty === "glob";
    return { text: word.text, value, certainty: isPattern ? "glob" : certainty };
  });
}
