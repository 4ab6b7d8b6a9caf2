import { isAbsolute, join } from "node:path";
import type { Layout } from "../model/installation.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { StageError } from "../model/stage.ts";
import { type FileBytes, isFileBytes, readRegularFile } from "./read-file.ts";

const MAX_LAYOUT_BYTES = 16 * 1024;

/**
 * Where this installation keeps things: `layout.json` in the directory of the executable. A setgid
 * executable takes it from root only: someone may have linked it into a directory of his own.
 *
 * @throws StageError("install") naming the file, and the key that is wrong.
 */
export function readLayout(hooksDirectory: string): Layout {
  const path = join(hooksDirectory, "layout.json");
  const file = readRegularFile(path, MAX_LAYOUT_BYTES);
  if (!isFileBytes(file)) refuse(path, `cannot be read: ${file.code || file.reason}`);
  if (!file.complete) refuse(path, `is larger than ${MAX_LAYOUT_BYTES} bytes`);
  if (isSetgid() && !isRootsAlone(file)) refuse(path, "can be written by others than root");
  return toLayout(parseObject(file, path), path);
}

function isSetgid(): boolean {
  return process.getegid?.() !== process.getgid?.();
}

function isRootsAlone({ stats }: FileBytes): boolean {
  return stats.uid === 0 && (stats.mode & 0o022) === 0;
}

function parseObject(file: FileBytes, path: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(Buffer.from(file.bytes).toString("utf8"));
  } catch {
    return refuse(path, "is not JSON");
  }
  return isObject(value) ? value : refuse(path, "is not a JSON object");
}

function toLayout(body: JsonObject, path: string): Layout {
  if (body["format"] !== 1) refuse(path, 'has a "format" that is not 1');
  const installation = body["installation"];
  if (installation !== "system" && installation !== "trial")
    refuse(path, 'has an "installation" that is neither "system" nor "trial"');
  return {
    format: 1,
    installation,
    spool: toDirectory(body, "spool", path),
    keys: toDirectory(body, "keys", path),
    audit: toDirectory(body, "audit", path),
    intake: body["intake"] === undefined ? undefined : toDirectory(body, "intake", path),
  };
}

function toDirectory(body: JsonObject, key: string, path: string): string {
  const value = body[key];
  if (typeof value !== "string" || !isAbsolute(value) || value.includes("\0"))
    refuse(path, `has a "${key}" that is not an absolute path`);
  return value;
}

function refuse(path: string, fault: string): never {
  throw new StageError("install", `${path} ${fault}`);
}
