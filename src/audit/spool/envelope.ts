import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** What goes around a record in the spool: one line, read back byte for byte. */
export interface Envelope {
  /** Version of this envelope. */
  readonly v: 1;
  /** 32 hex digits, random: the record's identity, for good. */
  readonly id: string;
  /** See `readBootId`. */
  readonly boot: string;
  /** Nanoseconds of the monotonic clock since that boot, decimal: more than a double holds. */
  readonly mono: string;
  /** The real user id of the hook that wrote it; -1 on Windows. */
  readonly uid: number;
  readonly record: JsonObject;
}

/** `,"mac":"` + 64 hex digits + `"}`. */
const MAC_END = /,"mac":"([0-9a-f]{64})"\}$/;
const MAC_END_LENGTH = 74;

/** The envelope's JSON without the MAC; over exactly these bytes the MAC is computed. */
export function toSignedText(head: Omit<Envelope, "record">, recordText: string): string {
  const { v, id, boot, mono, uid } = head;
  return `${JSON.stringify({ v, id, boot, mono, uid }).slice(0, -1)},"record":${recordText}}`;
}

/** The line with the MAC as its last member. */
export function appendMac(signedText: string, mac: string): string {
  return `${signedText.slice(0, -1)},"mac":"${mac}"}`;
}

/** The signed text and the MAC of a line, or `undefined` when it does not end in a MAC. */
export function splitMac(line: string): { signedText: string; mac: string } | undefined {
  const mac = MAC_END.exec(line.slice(-MAC_END_LENGTH))?.[1];
  if (mac === undefined) return undefined;
  return { signedText: `${line.slice(0, -MAC_END_LENGTH)}}`, mac };
}

/** The envelope that a signed text is, or `undefined` when a field is not what it must be. */
export function toEnvelope(value: Json): Envelope | undefined {
  if (!isObject(value)) return undefined;
  const { v, id, boot, mono, uid, record } = value;
  if (v !== 1 || typeof uid !== "number" || !isObject(record)) return undefined;
  if (typeof id !== "string" || typeof boot !== "string" || typeof mono !== "string")
    return undefined;
  return { v, id, boot, mono, uid, record };
}
