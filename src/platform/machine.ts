import type { FileText, Machine } from "../model/check.ts";
import { readHome } from "./actor.ts";
import { decodeText } from "./decode-text.ts";
import { isFileBytes, readRegularFile } from "./read-file.ts";
import { resolveRealPath } from "./real-path.ts";

/** As much of a file as is examined before it is read: the budget is 60 ms a MiB. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** This machine, seen with the rights of the user whose call it is. */
export function createMachine(): Machine {
  return { home: readHome(), realPath: resolveRealPath, readText };
}

function readText(path: string): FileText | undefined {
  const file = readRegularFile(path, MAX_FILE_BYTES);
  if (!isFileBytes(file)) return undefined;
  return { text: decodeText(file.bytes), complete: file.complete };
}
