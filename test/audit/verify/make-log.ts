import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toLogFileName } from "../../../src/audit/seal/log-file.ts";
import {
  hashLine,
  NO_LINE,
  seal,
  type Seal,
  toSignedBytes,
  withSignature,
} from "../../../src/audit/seal/sealed-line.ts";
import { toSignedText } from "../../../src/audit/spool/envelope.ts";

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");

export interface SealKey {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly publicPem: string;
}

export function makeKey(): SealKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey, publicPem: publicKey.export({ format: "pem", type: "spki" }).toString() };
}

interface Choices {
  readonly key: SealKey;
  readonly log: string;
  readonly host: string;
  /** When the first line is sealed, milliseconds since the epoch; each next one 100 ms later. */
  readonly start: number;
  readonly spoolKey: Uint8Array;
  readonly heartbeatSeconds: number;
}

export const START = Date.UTC(2026, 10, 1, 12);
const STEP_MS = 100;

/** Writes a sealed log as the page says, line by line: nothing of the forwarder's is in it. */
export class LogMaker {
  readonly lines: string[] = [];
  readonly choices: Choices;
  #prev = NO_LINE;
  /** Lines that were drained. */
  #drained = 0;

  constructor(choices: Partial<Choices> = {}) {
    this.choices = {
      key: makeKey(),
      log: hex(16),
      host: "web-1",
      start: START,
      spoolKey: randomBytes(32),
      heartbeatSeconds: 60,
      ...choices,
    };
  }

  /** When the next line is sealed. */
  get now(): number {
    return this.choices.start + this.#count * STEP_MS;
  }

  record(unmapped: object = {}, event: object = {}): this {
    const id = hex(16);
    const [boot, mono, uid] = ["7f1c2b64-0000-4000-8000-000000000000", "123456789", 1000];
    const text = JSON.stringify({
      category_uid: 6,
      class_uid: 6003,
      time: this.now - 40,
      message: "none PreToolUse Bash",
      actor: { user: { name: "alice", uid: "1000" } },
      src_endpoint: { hostname: this.choices.host },
      api: { operation: "Bash" },
      ...event,
      unmapped: { format: 1, told: "none", outcome: "allow", ...unmapped },
    });
    const signed = toSignedText({ v: 1, id, boot, mono, uid }, text);
    const hmac = createHmac("sha256", this.choices.spoolKey).update("toolgate/record/1\n");
    const mac = hmac.update(signed).digest("hex");
    return this.#append(seal(text, { ...this.#place(), id, via: "hook", boot, mono, uid, mac }));
  }

  records(count: number): this {
    for (let index = 0; index < count; index += 1) this.record();
    return this;
  }

  /** One of the forwarder's own entries, signed unless it is an incident. */
  entry(kind: string, said: object = {}): this {
    const text = JSON.stringify({
      category_uid: 6,
      class_uid: 6002,
      time: this.now,
      app: { name: "Toolgate" },
      device: { hostname: this.choices.host },
      unmapped: { format: 1, kind, heartbeat_seconds: this.choices.heartbeatSeconds, ...said },
    });
    const line = seal(text, { ...this.#place(), id: hex(16) });
    if (kind === "incident") return this.#append(line);
    const signature = sign(null, toSignedBytes(line), this.choices.key.privateKey);
    return this.#append(withSignature(line, signature));
  }

  #place(): Omit<Seal, "v" | "id"> {
    const { log } = this.choices;
    return { log, seq: this.#count, prev: this.#prev, at: this.now };
  }

  get #count(): number {
    return this.#drained + this.lines.length;
  }

  /** Takes the lines away; the next one goes on behind them. */
  drain(): string[] {
    this.#drained += this.lines.length;
    return this.lines.splice(0);
  }

  /** Goes on behind lines of the same log. */
  take(lines: readonly string[]): this {
    for (const line of lines) this.#append(line);
    return this;
  }

  #append(line: string): this {
    this.lines.push(line);
    this.#prev = hashLine(line);
    return this;
  }
}

/** A start, records with checkpoints between, a stop. */
export function makeLog(choices: Partial<Choices> = {}, records = 6): LogMaker {
  const log = new LogMaker(choices).entry("start", { key: "0".repeat(64) });
  for (let left = records; left > 0; left -= 3) log.records(Math.min(3, left)).entry("checkpoint");
  return log.entry("stop");
}

export function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** An audit directory: the log in files that begin with these numbers. */
export function writeLog(directory: string, lines: readonly string[], begins = [0]): string {
  mkdirSync(path.join(directory, "log"), { recursive: true });
  for (const [index, begin] of begins.entries()) {
    const part = lines.slice(begin, begins[index + 1]);
    writeFileSync(path.join(directory, "log", toLogFileName(begin)), toText(part));
  }
  return directory;
}
