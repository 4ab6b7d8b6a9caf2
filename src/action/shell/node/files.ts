import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Frame, Output } from "../frame.ts";

const STDIN = new Set(["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "-"]);

/** Notes what the line writes into a file, for whatever reads or runs it later in the line. */
export function writeFile(path: string, text: Output, frame: Frame): void {
  frame.scope.definitions.files.set(toKey(path), text);
}

/** What the line has written there; undefined when it has not. */
export function readWritten(path: string, frame: Frame): Output | undefined {
  return frame.scope.definitions.files.get(toKey(path));
}

/** The content of a file that a call names, as far as this line has written it. */
export function readFile(word: ShellWord, call: Call, frame: Frame): Output | undefined {
  if (STDIN.has(word.value)) return call.feed.kind === "text" ? call.feed.text : undefined;
  return readWritten(word.text.startsWith("<(") ? word.text : word.value, frame);
}

/** The script that a command word names by its path, where the line has written one for a shell. */
export function readScript(word: ShellWord, frame: Frame): Output | undefined {
  const text = word.value.includes("/") ? readWritten(word.value, frame) : undefined;
  const interpreter = text?.startsWith("#!") === true ? text.slice(0, text.indexOf("\n")) : "sh";
  return interpreter.includes("sh") ? text : undefined;
}

/** `cat` of files that the line has written, `tee` into files; undefined for any other call. */
export function passFiles(program: string, call: Call, frame: Frame): Output | undefined {
  const operands = call.words.slice(1).filter((word) => !/^-./.test(word.value));
  if (program === "tee" && call.feed.kind === "text") {
    for (const { value } of operands) writeFile(value, call.feed.text, frame);
  }
  if (program !== "cat" || operands.length === 0) return undefined;
  const texts = operands.map((word) => readFile(word, call, frame) ?? UNKNOWN);
  // `cat f f > g; cat g g > f` doubles each time.
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  return frame.engine.ledger.spendUnits(units) ? texts.join("") : UNKNOWN;
}

function toKey(path: string): string {
  return path.startsWith("./") ? path.slice(2) : path;
}
