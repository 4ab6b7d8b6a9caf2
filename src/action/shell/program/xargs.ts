import type { Feed, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_FED_LINES, MAX_FED_WORDS, MAX_FILLED_UNITS, MAX_FILLED_WORDS } from "../bounds.ts";
import type { Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readFeed } from "../origin.ts";
import { findOperand, readOption } from "./options.ts";

const VALUED = (
  "-a --arg-file -d --delimiter -E -I -J -L --max-lines -n --max-args -P " +
  "--max-procs -s --max-chars -R -S --process-slot-var"
).split(" ");

/** xargs: its command gets words from the input, at the end or where the placeholder stands. */
export const xargs: Wrapper = {
  names: ["xargs", "gxargs"],
  unwrap: ({ words, feed }) => {
    const at = findOperand(words, 1, { valued: VALUED });
    const command = at < words.length ? words.slice(at) : [toKnownWord("echo")];
    const placeholder = findPlaceholder(words.slice(1, at));
    const fills =
      placeholder === undefined
        ? [[...command, ...readArguments(words.slice(1, at), feed)]]
        : readLines(feed, command.length).map((line) =>
            fillPlaceholder(command, placeholder, [line]),
          );
    return fills.map((filled) => ({
      kind: "command",
      words: filled,
      feed: { kind: "inherited" },
    }));
  },
};

function findPlaceholder(options: readonly ShellWord[]): string | undefined {
  const [named] = readOption(options, ["-I", "-J", "--replace"]);
  if (named !== undefined) return named === "" ? "{}" : named;
  return options.some((word) => /^(?:-i|--replace)$/.test(word.value)) ? "{}" : undefined;
}

/** With a placeholder each line is one run of the command. */
function readLines(feed: Feed, length: number): readonly ShellWord[] {
  if (feed.kind !== "text") return [toKnownWord(readFeed(feed) ?? UNKNOWN)];
  const lines = feed.text.split("\n").filter((line) => line.trim() !== "");
  const many = lines.length > MAX_FED_LINES || lines.length * length > MAX_FILLED_WORDS;
  return many ? [toKnownWord(UNKNOWN)] : lines.map(toKnownWord);
}

/** Words from the file of `-a`, or from the input; `/dev/null` has none. */
function readArguments(options: readonly ShellWord[], feed: Feed): readonly ShellWord[] {
  const [file] = readOption(options, ["-a", "--arg-file"]);
  if (file === undefined) return readFedWords(feed);
  return file === "/dev/null" ? [] : [toKnownWord(UNKNOWN)];
}

/** Words that a program takes from its input: those of a known text, or one that is unknown. */
function readFedWords(feed: Feed): readonly ShellWord[] {
  if (feed.kind !== "text") return [toKnownWord(readFeed(feed) ?? UNKNOWN)];
  const words = feed.text.split(/\s+/).filter((word) => word !== "");
  if (words.length > MAX_FED_WORDS) return [toKnownWord(UNKNOWN)];
  return words.map((word) => toKnownWord(word.replaceAll(/["'\\]/g, "")));
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
    return { text: word.text, value, certainty };
  });
}
