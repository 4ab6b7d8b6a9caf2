import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_SCRIPTS } from "../bounds.ts";
import type { Call } from "../call.ts";
import type { Frame, Output } from "../frame.ts";
import { readTree } from "./trees.ts";
import { toKey } from "./file-key.ts";
import { blur, isUnknown, readFeed, readOrigins, unknownFrom } from "../origin.ts";

const STDIN = new Set(["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "-"]);

/** Programs that print the files they are given, whole or in part. */
const PRINTERS = new Set(["cat", "head", "tail", "tac", "nl", "bat"]);

/** Notes what the line writes into a file, for whatever reads or runs it later in the line. */
export function writeFile(path: string, text: Output, frame: Frame): void {
  frame.scope.definitions.files.set(toKey(path), text);
}

/** What the line has written there; undefined when it has not. */
export function readWritten(path: string, frame: Frame): Output | undefined {
  const { files } = frame.scope.definitions;
  return files.size === 0 ? undefined : (files.get(toKey(path)) ?? readTree(path, frame));
}

/** What the line has written into the file that a word names. */
export function readNamed(word: ShellWord, frame: Frame): Output | undefined {
  return readWritten(/^[<>]\(/.test(word.text) ? word.text : word.value, frame);
}

/** The content of a file that a call names, as far as this line says it. */
export function readFile(word: ShellWord, call: Call, frame: Frame): Output | undefined {
  if (STDIN.has(word.value)) return readFeed(call.feed);
  const written = readNamed(word, frame);
  if (written !== undefined) return written;
  // `bash $(curl …)`: the words may as well be a source.
  const hostile = readOrigins(word.value).some((each) => each === "download" || each === "decoder");
  return hostile && isUnknown(word.value) ? word.value : undefined;
}

/** What `cat` and its like print of the files that they name; undefined for any other call. */
export function passFiles(program: string, call: Call, frame: Frame): Output | undefined {
  if (!PRINTERS.has(program)) return undefined;
  const operands = readOperands(program, call.words);
  if (operands.length === 0) return readRedirected(call, frame);
  const texts = operands.map((word) => readFile(word, call, frame) ?? describeFile(word, frame));
  if (program !== "cat") return texts.every(isNamedFile) ? unknownFrom(["local"]) : blur(texts);
  // `cat f f > g; cat g g > f` doubles each time.
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  return frame.engine.ledger.spendUnits(units) ? texts.join("") : UNKNOWN;
}

/** `head -n 5`: a number is no file. */
function readOperands(program: string, words: Call["words"]): readonly ShellWord[] {
  const counts = program === "head" || program === "tail";
  return words.filter(({ value }, at) => {
    const isCount = counts && /^(?:-[nc]|--lines|--bytes)$/.test(words[at - 1]?.value ?? "");
    return at > 0 && !isCount && !/^-./.test(value);
  });
}

/** The file that `<` names, where the line says no more of it; undefined for any other input. */
export function readRedirected({ feed, redirects }: Call, frame: Frame): Output | undefined {
  if (feed.kind !== "inherited") return undefined;
  const target = redirects.findLast(({ access }) => access === "read")?.target;
  return target && describeFile(target, frame);
}

/** A file of this machine, or something that only looks like one. */
function describeFile(word: ShellWord, { engine }: Frame): Output {
  if (/^\/(?:dev|proc)\//.test(word.value)) return UNKNOWN;
  if (engine.printed.length < MAX_SCRIPTS) engine.printed.push(word);
  return unknownFrom(["local"]);
}

function isNamedFile(text: Output): boolean {
  return text === unknownFrom(["local"]);
}
