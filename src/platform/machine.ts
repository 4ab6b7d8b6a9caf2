import type { FileText, Machine } from "../model/check.ts";
import { readHome } from "./actor.ts";
import { decodeText } from "./decode-text.ts";
import { isFileBytes, readRegularFile } from "./read-file.ts";
import { resolveRealPath } from "./real-path.ts";
import { readSessionStart } from "./session-start.ts";

/** As much of a file as is examined before it is read: the budget is 60 ms a MiB. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** This machine, seen with the rights of the user whose call it is. */
export function createMachine(): Machine {
  return {
    home: readHome(),
    realPath: resolveRealPath,
    readText,
    sessionStart: readSessionStart,
  };
}

function readText(path: string, maxBytes = MAX_FILE_BYTES): FileText | undefined {
  const file = readRegularFile(path, maxBytes);
  if (!isFileBytes(file)) return undefined;
  const { bytes, complete, stats } = file;
  return { text: decodeText(bytes), complete, changed: stats.ctimeMs };
}
