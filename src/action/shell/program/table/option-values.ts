import type { ShellWord } from "../../../../model/invocation.ts";

/** Shorter words than this are not taken for a long option that is cut short. */
const MIN_CUT = 6;

/** Values of options, wherever they stand before a `--`. @param names as in a `Reading`. */
export function optionValues(words: readonly ShellWord[], names: string): readonly string[] {
  const options = names.split(" ");
  const end = words.findIndex(({ value }) => value === "--");
  const read = end < 0 ? words : words.slice(0, end);
  return read.flatMap(({ value }, at) => {
    if (!/^[-+]/.test(value)) return [];
    for (const option of options) {
      const found = valueOf(value, option);
      if (found !== undefined) return found === NEXT ? (words[at + 1]?.value ?? []) : found;
    }
    return [];
  });
}

/** The value is the next word. */
const NEXT = Symbol("next word");

function valueOf(word: string, option: string): string | typeof NEXT | undefined {
  if (word === option) return NEXT;
  if (option.length > 2) return longValue(word, option);
  if (word.startsWith(option)) return word.slice(2).replace(/^=/, "");
  const isCluster = word.endsWith(option.slice(1)) && /^-[a-zA-Z0-9]+$/.test(word);
  return isCluster ? NEXT : undefined;
}

function longValue(word: string, option: string): string | typeof NEXT | undefined {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const isCut = name.length >= MIN_CUT && option.startsWith("--") && option.startsWith(name);
  if (name !== option && !isCut) return undefined;
  return equals < 0 ? NEXT : word.slice(equals + 1);
}
