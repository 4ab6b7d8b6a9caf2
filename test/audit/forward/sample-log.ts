import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Head } from "../../../src/audit/forward/file-log-reader.ts";
import type { LogPosition, LogReader } from "../../../src/audit/forward/log-position.ts";
import { toLogFileName } from "../../../src/audit/seal/log-file.ts";
import {
  hashLine,
  NO_LINE,
  seal,
  toSignedBytes,
  withSignature,
} from "../../../src/audit/seal/sealed-line.ts";

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");

/** Makes the lines of a sealed log, as the sealer would, with a checkpoint every so often. */
export class SampleLog {
  readonly id = hex(16);
  readonly keys = generateKeyPairSync("ed25519");
  readonly lines: string[] = [];
  #prev = NO_LINE;

  /** @param size Bytes that the event has at least. */
  add({ at = Date.now(), uid = 1000, size = 0 } = {}): string {
    const seq = this.lines.length;
    const place = { log: this.id, seq, prev: this.#prev, at, id: hex(16) };
    const isCheckpoint = seq % 50 === 0;
    const filler = size > 0 ? `,"raw_data":"${"x".repeat(size)}"` : "";
    const text = `{"time":${at},"class_uid":6003,"severity_id":1${filler},"unmapped":{"format":1}}`;
    const record = { via: "hook", boot: "b", mono: "1", uid, mac: hex(32) } as const;
    const line = seal(text, isCheckpoint ? place : { ...place, ...record });
    const signed = isCheckpoint
      ? withSignature(line, sign(null, toSignedBytes(line), this.keys.privateKey))
      : line;
    this.lines.push(signed);
    this.#prev = hashLine(signed);
    return signed;
  }

  addMany(count: number, options = {}): void {
    for (let index = 0; index < count; index += 1) this.add(options);
  }
}

/** A log in memory, whole lines in one file. */
export function readMemory(log: SampleLog): LogReader {
  const at = (seq: number): LogPosition => ({ log: log.id, seq, file: "f", offset: 0 });
  return {
    first: () => at(0),
    read: async (from, most) => {
      const lines = [];
      let bytes = 0;
      for (let seq = from.seq; seq < log.lines.length && lines.length < most.lines; seq += 1) {
        const line = Buffer.from(log.lines[seq] ?? "");
        bytes += line.length + 1;
        if (bytes > most.bytes && lines.length > 0) break;
        lines.push({ seq, bytes: line });
      }
      return { lines, next: at(from.seq + lines.length) };
    },
    settle: async (position) => position,
    compare: (a, b) => a.seq - b.seq,
    hasPassed: (position, place) => position.seq >= place.seq,
  };
}

/** A log in files, so many lines in each. */
export class LogOnDisk {
  readonly log = new SampleLog();
  readonly #directory: string;
  readonly #perFile: number;
  head: Head = { log: this.log.id, file: toLogFileName(0), offset: 0 };

  constructor(directory: string, perFile = 100) {
    this.#directory = directory;
    this.#perFile = perFile;
    mkdirSync(directory, { recursive: true });
  }

  addMany(count: number, options = {}): void {
    for (let index = 0; index < count; index += 1) {
      const seq = this.log.lines.length;
      if (seq % this.#perFile === 0)
        this.head = { ...this.head, file: toLogFileName(seq), offset: 0 };
      const line = `${this.log.add(options)}\n`;
      appendFileSync(path.join(this.#directory, this.head.file), line);
      this.head = { ...this.head, offset: this.head.offset + Buffer.byteLength(line) };
    }
  }
}
