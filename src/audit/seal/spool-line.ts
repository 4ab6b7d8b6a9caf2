import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { isObject, parseJson } from "../../model/json.ts";
import { isSealable } from "./sealed-line.ts";

/** What is wrong with a line of a segment that is not sealed as a record. */
export type LineFault =
  /** Not a JSON text: a write was cut short. */
  | "torn"
  /** A whole line that no hook with this key has written for this user. */
  | "forged"
  /** It has a right MAC, and a form that the seal cannot be put into. */
  | "unsealable";

/** A record as it stands in a segment. */
export interface SpoolRecord {
  readonly id: string;
  readonly boot: string;
  readonly mono: string;
  readonly uid: number;
  readonly mac: string;
  /** The event's text, byte for byte: a part of the line's bytes. */
  readonly text: Buffer;
}

/** Whose lines are read, and by what key they are known. */
export interface LineOrigin {
  readonly uid: number;
  readonly key: KeyObject;
}

export function toMacKey(key: Uint8Array): KeyObject {
  return createSecretKey(key);
}

// As `toSignedText` of the spool writes it, so that the seal's members give back every byte before the record.
const HEAD =
  /^\{"v":1,"id":"([0-9a-f]{32})","boot":"([0-9A-Za-z-]{1,64})","mono":"(\d{1,20})","uid":(-?\d{1,10}),"record":/;
const MAX_HEAD_BYTES = 256;
const MAC_END = /^,"mac":"([0-9a-f]{64})"\}$/;
const MAC_END_BYTES = 74;

/** Reads one line of a segment. Linear in it; nothing in it is trusted before its MAC is. */
export function readSpoolLine(line: Buffer, { uid, key }: LineOrigin): SpoolRecord | LineFault {
  const split = line.length - MAC_END_BYTES;
  const mac = readMac(line, split);
  if (mac === undefined || !isMacOf(line.subarray(0, split), mac, key))
    return parseJson(line.toString("utf8")) === undefined ? "torn" : "forged";
  const head = readHead(line);
  if (head === undefined) return "unsealable";
  if (head.uid !== uid) return "forged";
  const text = line.subarray(head.length, split);
  const { id, boot, mono } = head;
  return isSealableText(text) ? { id, boot, mono, uid, mac, text } : "unsealable";
}

function readMac(line: Buffer, split: number): string | undefined {
  return split < 0 ? undefined : MAC_END.exec(line.toString("latin1", split))?.[1];
}

type Head = Omit<SpoolRecord, "mac" | "text"> & { readonly length: number };

function readHead(line: Buffer): Head | undefined {
  const head = HEAD.exec(line.toString("latin1", 0, MAX_HEAD_BYTES));
  if (head === null) return undefined;
  const [whole, id = "", boot = "", mono = "", uid] = head;
  return { id, boot, mono, uid: Number(uid), length: whole.length };
}

function isMacOf(signed: Buffer, mac: string, key: KeyObject): boolean {
  const hmac = createHmac("sha256", key).update("toolgate/record/1\n").update(signed).update("}");
  return timingSafeEqual(hmac.digest(), Buffer.from(mac, "hex"));
}

function isSealableText(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  const value = parseJson(text);
  return isObject(value) && isSealable(text, value);
}
