import { splitWords, toNative } from "../../windows/native.ts";
import { toPath } from "../../windows/path.ts";
import { readWritten } from "../../shell/node/files.ts";
import { isUnknown } from "../../shell/origin.ts";
import type { Run } from "./run.ts";
import { toItems, toText, type Value } from "./value.ts";

/** Starts a program by its path, with the arguments given as one text or as a list, as `Start-Process` does. */
export function startProgram(program: string, args: Value | undefined, run: Run): Value {
  const given = args === undefined ? [] : toItems(args).flatMap((arg) => splitWords(toText(arg)));
  runWritten(program, run);
  return run.engine.tell({ words: toNative(program, given) }, run);
}

/** A program that the source itself has fetched or written: what runs is what came. */
export function runWritten(program: string, run: Run): void {
  const content = /[./\\]/.test(program) ? readWritten(toPath(program), run.frame) : undefined;
  if (content !== undefined && isUnknown(content)) run.engine.tell({ words: [content] }, run);
}
