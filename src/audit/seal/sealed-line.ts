import { createHash } from "node:crypto";

/** Version of the seal: fields are only ever added within one. */
const VERSION = 1;

/** What the first line of a log has as the hash of the one before it. */
export const NO_LINE = "0".repeat(64);

/** A line's place in the sealed log. It stands as the last member of `unmapped`: docs/AUDIT-LOG.md. */
export interface Seal {
  readonly v: 1;
  /** 32 hex digits: which log. A machine has one until it is damaged. */
  readonly log: string;
  /** Counts the lines of a log, from 0. */
  readonly seq: number;
  /** SHA-256, hex, of the line before it in the log, without its newline. */
  readonly prev: string;
  /** When it was sealed, milliseconds since the epoch, by the machine's clock. */
  readonly at: number;
  /** 32 hex digits: the identity of the record, or of the forwarder's own entry. */
  readonly id: string;
  /** Of a record: from whom the forwarder has it, which is the key of its MAC. */
  readonly via?: "hook" | "service";
  /** Of a record, as in its envelope. */
  readonly boot?: string;
  readonly mono?: string;
  readonly uid?: number;
  readonly mac?: string;
  /** Of a checkpoint: Ed25519 over the line without this member, hex. */
  readonly sig?: string;
}

const SEAL_END = /,"seal":(\{"v":1,[^{}]*\})\}\}$/;
const SIGNATURE = /,"sig":"([0-9a-f]{128})"\}\}\}$/;
const MAX_SEAL_CHARS = 1024;

/**
 * The text of an event with its seal.
 *
 * @param text JSON of an OCSF event whose last member, `unmapped`, is a filled object: it ends in `}}`.
 */
export function seal(text: string, place: Omit<Seal, "v">): string {
  return `${text.slice(0, -2)}${toSealedEnd(place)}`;
}

/** What takes the place of the last two braces of an event's text. */
export function toSealedEnd(place: Omit<Seal, "v">): string {
  return `,"seal":${JSON.stringify({ v: VERSION, ...place })}}}`;
}

/** Whether `seal` can take it. */
export function isSealable(text: string, members: object): boolean {
  if (!text.endsWith("}}") || text.endsWith("{}}")) return false;
  const names = Object.keys(members);
  if (names.at(-1) !== "unmapped") return false;
  // Names that are numbers come first among the keys, wherever they stand in the text.
  return !/^\d/.test(names[0] ?? "") || JSON.stringify(members) === text;
}

/** A sealed line taken apart: the event's own text, byte for byte, and the seal; `undefined` where there is none. */
export function unseal(line: string): { readonly text: string; readonly seal: Seal } | undefined {
  const end = SEAL_END.exec(line.slice(-MAX_SEAL_CHARS));
  const place = end?.[1] === undefined ? undefined : parseSeal(end[1]);
  if (end === null || place === undefined) return undefined;
  return { text: `${line.slice(0, line.length - end[0].length)}}}`, seal: place };
}

/** SHA-256 of a line without its newline, hex: what the next one has as `prev`. */
export function hashLine(line: string | Uint8Array): string {
  return createHash("sha256").update(line).digest("hex");
}

/** What a checkpoint's signature is over: a prefix that nothing else has, and the line without the signature. */
export function toSignedBytes(line: string): Buffer {
  return Buffer.from(`toolgate/checkpoint/1\n${line.replace(SIGNATURE, "}}}")}`);
}

/** The checkpoint with its signature as the last member of the seal. */
export function withSignature(line: string, signature: Uint8Array): string {
  return `${line.slice(0, -3)},"sig":"${Buffer.from(signature).toString("hex")}"}}}`;
}

const TEXTS = { log: 32, prev: 64, id: 32, mac: 64, sig: 128 } as const;

function parseSeal(text: string): Seal | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSeal(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const isText = ([name, length]: [string, number]): boolean => {
    const member = members.get(name);
    const optional = name === "mac" || name === "sig";
    if (member === undefined) return optional;
    return typeof member === "string" && member.length === length && /^[0-9a-f]+$/.test(member);
  };
  return (
    Object.entries(TEXTS).every(isText) &&
    Number.isSafeInteger(members.get("seq")) &&
    Number.isSafeInteger(members.get("at"))
  );
}
