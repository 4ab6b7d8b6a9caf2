import { createHash, generateKeyPairSync, sign } from "node:crypto";
import {
  hashLine,
  NO_LINE,
  seal,
  toSignedBytes,
  withSignature,
} from "../../src/audit/seal/sealed-line.ts";
import type { JsonObject } from "../../src/model/json.ts";

const { privateKey } = generateKeyPairSync("ed25519");

/** One line of a log, and when it is delivered. */
export interface Line {
  readonly text: string;
  /** `yyyy/MM/dd/HH`, as Firehose writes it. */
  readonly hour: string;
}

/** When a line is sealed and, where that is another hour, delivered: ISO 8601. */
export interface When {
  readonly at: string;
  readonly delivered?: string;
}

/** 2026-11-27T16:30:00Z is in 2026/11/27/16. */
function toHour(iso: string): string {
  return iso.slice(0, 13).replaceAll(/[-T]/g, "/");
}

/** Hex digits that are another for each name. */
export function hex(name: string, digits = 32): string {
  return createHash("sha256").update(name).digest("hex").slice(0, digits);
}

/** A machine's sealed log, as docs/AUDIT-LOG.md has it, with what the forwarder writes itself. */
export class SealedLog {
  readonly lines: Line[] = [];
  readonly host: string;
  readonly id: string;
  private head = NO_LINE;

  constructor(host: string, name = host) {
    this.host = host;
    this.id = hex(`log ${name}`);
  }

  /** Seals the text of a record. */
  record(text: string, { at, delivered = at }: When): this {
    return this.append(seal(text, { ...this.next(at), via: "hook" }), delivered);
  }

  /** Seals an entry of the forwarder's own; all but incidents are signed. */
  entry(kind: string, { at, delivered = at }: When, facts: JsonObject = {}): this {
    const line = seal(JSON.stringify(this.toEntry(kind, at, facts)), this.next(at));
    if (kind === "incident") return this.append(line, delivered);
    return this.append(
      withSignature(line, sign(undefined, toSignedBytes(line), privateKey)),
      delivered,
    );
  }

  private next(at: string): { log: string; seq: number; prev: string; at: number; id: string } {
    const seq = this.lines.length;
    return { log: this.id, seq, prev: this.head, at: Date.parse(at), id: hex(`${this.id} ${seq}`) };
  }

  private append(text: string, delivered: string): this {
    this.head = hashLine(text);
    this.lines.push({ text, hour: toHour(delivered) });
    return this;
  }

  private toEntry(kind: string, at: string, facts: JsonObject): JsonObject {
    const counts = { records: this.lines.length, torn: 0, forged: 0 };
    const told =
      kind === "incident" ? facts : { counts, positions: [], heartbeat_seconds: 60, ...facts };
    return {
      category_uid: 6,
      class_uid: 6002,
      activity_id: 99,
      time: Date.parse(at),
      device: { hostname: this.host },
      app: { name: "Toolgate" },
      unmapped: { kind, ...told },
    };
  }
}
