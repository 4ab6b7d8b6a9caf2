import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { isObject, parseJson } from "../../model/json.ts";
import { createLineBuffer, readLines } from "../seal/read-lines.ts";

/**
 * The log that a log's first line says it came after; `undefined` where it says none or cannot be read. The line is signed,
 * but that is not looked at, since only the order in which lines are sent hangs on it.
 *
 * @param path Of the log's first file that is kept.
 */
export function readPredecessor(path: string): string | undefined {
  const start = parseJson(readFirstLine(path));
  const unmapped = isObject(start) ? start["unmapped"] : undefined;
  if (!isObject(unmapped) || unmapped["kind"] !== "start") return undefined;
  const { after } = unmapped;
  const log = isObject(after) ? after["log"] : undefined;
  return typeof log === "string" ? log : undefined;
}

function readFirstLine(path: string): string {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const range = { descriptor, from: 0, to: fstatSync(descriptor).size };
    for (const { bytes } of readLines(range, createLineBuffer())) return bytes.toString("utf8");
    return "";
  } finally {
    closeSync(descriptor);
  }
}
