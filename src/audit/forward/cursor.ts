import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { isObject, parseJson, isCount } from "../../model/json.ts";
import { replaceFile } from "../disk/replace-file.ts";
import { listDirectory } from "../seal/log-file.ts";
import type { LogPosition } from "./log-position.ts";

const CURSOR = /^(.+)\.json$/;

/** How far a sink has come: everything before the position has arrived. */
export interface Cursor {
  /** `undefined` where there is none: everything kept is sent. */
  readonly read: () => Promise<LogPosition | undefined>;
  /** On the disk when the promise is fulfilled. */
  readonly write: (position: LogPosition) => Promise<void>;
}

/** A cursor in a file, replaced as a whole. One that is no cursor counts as none: then lines are sent again. */
export function openCursor(path: string): Cursor {
  return {
    read: async () => {
      try {
        return parseCursor(await readFile(path, "utf8"));
      } catch (error) {
        if (readErrorCode(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    write: async (position) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const text = `${JSON.stringify({ format: 1, ...position })}\n`;
      await replaceFile(path, text, { mode: 0o600, sync: true });
    },
  };
}

/** The last line that each sink has got, where it has got one: also those that are in no policy any more. */
export async function readLastSent(
  auditDirectory: string,
): Promise<readonly { readonly log: string; readonly seq: number }[]> {
  const sinks = listDirectory(join(auditDirectory, "cursors")).flatMap(
    (name) => CURSOR.exec(name)?.[1] ?? [],
  );
  const read = sinks.map((sink) => openCursor(toCursorPath(auditDirectory, sink)).read());
  const positions = await Promise.all(read);
  return positions.flatMap((position) =>
    position === undefined || position.seq === 0
      ? []
      : [{ log: position.log, seq: position.seq - 1 }],
  );
}

export function toCursorPath(auditDirectory: string, sink: string): string {
  return join(auditDirectory, "cursors", `${sink}.json`);
}

function parseCursor(text: string): LogPosition | undefined {
  const value = parseJson(text);
  if (!isObject(value) || value["format"] !== 1) return undefined;
  const { log, seq, file, offset } = value;
  if (typeof log !== "string" || typeof file !== "string") return undefined;
  return isCount(seq) && isCount(offset) ? { log, seq, file, offset } : undefined;
}
