import { statSync } from "node:fs";
import { isatty } from "node:tty";
import { parseArgs } from "node:util";
import { listSources } from "../../audit/verify/source/list-sources.ts";
import { writeText } from "../replay/descriptor.ts";
import { UsageError } from "../usage-error.ts";
import { pathsOr } from "./installation.ts";
import { describeLine, type Display } from "./tail/describe-line.ts";
import { follow } from "./tail/follow.ts";
import { readBackwards } from "./tail/read-backwards.ts";

const DEFAULT_LINES = 10;

/** Where the output goes, and what ends it; in a test another. */
export interface TailSetting {
  readonly write: (text: string) => void;
  readonly terminal: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `toolgate audit tail`: the last records of a sealed log, and with `-f` those that come.
 *
 * @throws UsageError, or an error of the file system
 */
export async function tailCommand(
  argv: readonly string[],
  setting: TailSetting = { write: (text) => writeText(1, text), terminal: isatty(1) },
): Promise<number> {
  const { values, positionals } = parseTailArguments(argv);
  const { all, json } = values;
  const count = toCount(values.lines);
  const [path = "", ...more] = pathsOr(positionals);
  if (more.length > 0) throw new UsageError("audit tail takes one PATH");
  const display = { all, json, terminal: setting.terminal };
  const list = (): readonly string[] => logFiles(path);
  const last = collectLast(list(), { ...display, count, isFollowed: values.follow });
  setting.write(last.text);
  if (!values.follow) return 0;
  const take = (line: Uint8Array): void => {
    const text = describeLine(line, display);
    if (text !== undefined) setting.write(`${text}\n`);
  };
  await follow(last.end, { list, take, signal: setting.signal });
  return 0;
}

function parseTailArguments(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      follow: { type: "boolean", short: "f", default: false },
      lines: { type: "string", short: "n" },
      all: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
}

function toCount(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LINES;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`-n: "${text}" is no number of lines`);
  return Number(text);
}

/** A log's files, or one file. */
function logFiles(path: string): readonly string[] {
  // The log that goes on comes before those that were left.
  const [source] = listSources([path], () => {});
  const isTree = source?.kind !== "log" && statSync(path).isDirectory();
  if (source === undefined || source.kind === "spool" || isTree)
    throw new UsageError(`${path}: there is no sealed log in it; audit tail shows one log's end`);
  return [...source.files];
}

interface Choice extends Display {
  readonly count: number;
  /** A line that has no end yet is shown when it has. */
  readonly isFollowed: boolean;
}

/** The last lines that are shown, oldest first; and how long the last file was up to its last newline. */
function collectLast(
  files: readonly string[],
  choice: Choice,
): { readonly text: string; readonly end: number } {
  const last = files.at(-1);
  const end = last === undefined ? 0 : findLastEnd(last);
  const shown: string[] = [];
  for (const line of linesBackwards(files, choice.isFollowed ? end : Infinity)) {
    if (shown.length >= choice.count) break;
    const text = describeLine(line, choice);
    if (text !== undefined) shown.push(text);
  }
  const lines = shown.toReversed().map((text) => `${text}\n`);
  return { text: lines.join(""), end };
}

/** Where the last line that has an end, ends. */
function findLastEnd(file: string): number {
  const { size } = statSync(file);
  const [last] = readBackwards(file, size).take(1);
  return last === undefined || last.ended ? size : size - last.bytes.length;
}

/** @param end As far as the last file is read. */
function* linesBackwards(files: readonly string[], end: number): Generator<Uint8Array> {
  for (const [index, file] of files.toReversed().entries()) {
    const { size } = statSync(file);
    for (const { bytes } of readBackwards(file, index === 0 ? Math.min(end, size) : size))
      yield bytes;
  }
}
