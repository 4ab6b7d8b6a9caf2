import { fdatasyncSync, writeSync } from "node:fs";
import type { Integrity } from "../../model/installation.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Spool } from "../../model/record.ts";
import { StageError } from "../../model/stage.ts";
import { readErrorCode } from "../../model/error-code.ts";
import { appendMac, toSignedText } from "./envelope.ts";
import { fitRecord, MAX_RECORD_BYTES } from "./fit-record.ts";
import { createKeyedHash, type KeyedHash } from "../../hash/keyed-hash.ts";
import { createRandomId } from "./random-id.ts";

/** What `takePrivileges` has opened. */
export interface SpoolParts {
  readonly segment: { readonly descriptor: number; readonly bytes: number };
  readonly key: Uint8Array;
  readonly uid: number;
  readonly integrity: Integrity;
  /** Names the boot of the machine that monotonic times count from. */
  readonly readBootId: () => string;
}

/** More than the envelope around a record takes. */
const ENVELOPE_BYTES = 1024;

export function createSpool({ segment, key, uid, integrity, readBootId }: SpoolParts): Spool {
  const hash = createKeyedHash(key);
  let next: string | undefined;
  const nextId = (): string => (next ??= createRandomId());
  return {
    integrity,
    usedBytes: segment.bytes,
    keyedHash: (data) => hash("toolgate/value/1", data),
    nextId,
    append: (record, sync = false) => {
      const id = nextId();
      next = undefined;
      writeWhole(segment.descriptor, toLine(record, { id, uid, boot: readBootId() }, hash));
      if (sync) writeThrough(segment.descriptor);
    },
  };
}

/** The line of a record, with a newline before and after it. */
export function toLine(
  record: JsonObject,
  origin: { readonly id: string; readonly uid: number; readonly boot: string },
  hash: KeyedHash,
): Buffer {
  const text = fitRecord(record, MAX_RECORD_BYTES - ENVELOPE_BYTES, (data) =>
    hash("toolgate/value/1", data),
  );
  const mono = process.hrtime.bigint().toString();
  const head = { v: 1, mono, ...origin } as const;
  const signed = toSignedText(head, text);
  const line = appendMac(signed, hash("toolgate/record/1", Buffer.from(signed)));
  // The newline before it ends whatever a torn write has left, so that only that is lost.
  return Buffer.from(`\n${line}\n`);
}

/**
 * One write: the kernel appends it in one piece, whoever else appends. Nothing is tried again, as
 * the rest of a line could land behind another's.
 */
function writeWhole(descriptor: number, line: Buffer): void {
  const written = tryWrite(descriptor, line);
  if (written === line.length) return;
  const fault = `only ${written} of ${line.length} bytes were written`;
  throw new StageError("record", `the record is not wholly in the audit spool: ${fault}`);
}

function tryWrite(descriptor: number, line: Buffer): number {
  try {
    return writeSync(descriptor, line);
  } catch (error) {
    const code = readErrorCode(error);
    throw new StageError("record", `the record could not be written to the audit spool: ${code}`, {
      cause: error,
    });
  }
}

/** Until then a power failure could take back what the host was told on the strength of. */
function writeThrough(descriptor: number): void {
  try {
    fdatasyncSync(descriptor);
  } catch (error) {
    const code = readErrorCode(error);
    throw new StageError("record", `the record could not be written through to the disk: ${code}`, {
      cause: error,
    });
  }
}
