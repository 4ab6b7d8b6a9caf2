/** Which lines of a file, from 1, come out; absent: all. */
export type ShowsLine = (line: number) => boolean;

/** The text with every line that does not come out made empty, so that the others keep their numbers. */
export function keepLines(text: string, shows: ShowsLine | undefined): string {
  if (shows === undefined) return text;
  return text
    .split("\n")
    .map((line, index) => (shows(index + 1) ? line : ""))
    .join("\n");
}

/** What `Read` shows from a line on, `limit` of them. */
export function linesFrom(offset: unknown, limit: unknown): ShowsLine | undefined {
  const first = Math.max(1, toCount(offset) ?? 1);
  const count = toCount(limit);
  if (first <= 1 && count === undefined) return undefined;
  return (line) => line >= first && (count === undefined || line < first + count);
}

/**
 * The lines that a command shows of each of its files, by its words without the program's own. Only what is surely
 * less than all is told.
 */
export function linesOf(program: string, words: readonly string[]): ShowsLine | undefined {
  if (program === "head") return headOf(words);
  if (program === "sed") return sedOf(words);
  return undefined;
}

const HEAD_DEFAULT = 10;

function headOf(words: readonly string[]): ShowsLine | undefined {
  const options = words.filter((word) => word.startsWith("-")).join(" ");
  const rest = words.join(" ");
  const counts = [...rest.matchAll(/(?:^| )(?:-n ?|--lines[= ]|-)([0-9]{1,9})(?= |$)/g)];
  // Bytes, all but the last ones, and whatever else is not read here: it may be all.
  if (/-[a-z]*c|--bytes|--lines=-|z/.test(options) || /-n ?-/.test(rest)) return undefined;
  const last = Math.max(
    ...counts.map(([, count]) => Number(count)),
    counts.length > 0 ? 0 : HEAD_DEFAULT,
  );
  return (line) => line <= last;
}

/** `-n '5,9p'` and `'12d'`, with nothing else in the script. */
function sedOf(words: readonly string[]): ShowsLine | undefined {
  const options = words.filter((word) => word.startsWith("-"));
  const script = words.find((word) => !word.startsWith("-")) ?? "";
  const isQuiet = options.length === 1 && ["-n", "--quiet", "--silent"].includes(options[0] ?? "");
  if (options.length > 0 && !isQuiet) return undefined;
  const parts = script.split(/[;\n]/).map((part) => part.trim());
  const ranges = parts.map((part) => /^([0-9]{1,9})(?:,([0-9]{1,9}))?([pd])$/.exec(part));
  const inRange = (line: number) =>
    ranges.some((range) => line >= Number(range?.[1]) && line <= Number(range?.[2] ?? range?.[1]));
  const areAll = (command: string) => ranges.every((range) => range?.[3] === command);
  if (isQuiet && areAll("p")) return inRange;
  return !isQuiet && areAll("d") ? (line) => !inRange(line) : undefined;
}

function toCount(value: unknown): number | undefined {
  const number = typeof value === "string" && /^[0-9]{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}
