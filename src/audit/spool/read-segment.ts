import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseJson } from "../../model/json.ts";
import { type Envelope, splitMac, toEnvelope } from "./envelope.ts";
import { createKeyedHash, type KeyedHash } from "../../hash/keyed-hash.ts";

/** One line of a segment, and where it starts. */
export type SegmentEntry =
  /** The MAC holds: a hook with this key wrote exactly these bytes. */
  | { readonly state: "verified"; readonly offset: number; readonly envelope: Envelope }
  /** Not a whole line: a write was cut short. */
  | { readonly state: "torn"; readonly offset: number; readonly bytes: number }
  /** A whole line that no hook with this key has written. */
  | { readonly state: "forged"; readonly offset: number; readonly bytes: number };

/** Reads a segment from the disk. For operators and tests; never part of a hook. */
export function readSegment(path: string, key: Uint8Array): readonly SegmentEntry[] {
  return parseSegment(readFileSync(path), key);
}

/** The lines of a segment, in order. Empty lines stand between records and are none. */
export function parseSegment(bytes: Uint8Array, key: Uint8Array): readonly SegmentEntry[] {
  const hash = createKeyedHash(key);
  const entries: SegmentEntry[] = [];
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (end > start) entries.push(toEntry(bytes.subarray(start, end), start, hash));
    start = end + 1;
  }
  return entries;
}

function toEntry(line: Uint8Array, offset: number, hash: KeyedHash): SegmentEntry {
  // Latin-1 keeps every byte, so the MAC is checked over the bytes that are there.
  const parts = splitMac(Buffer.from(line).toString("latin1"));
  const value = parseJson(Buffer.from(line).toString("utf8"));
  if (value === undefined) return { state: "torn", offset, bytes: line.length };
  const envelope = toEnvelope(value);
  if (parts === undefined || envelope === undefined || !isMacOf(parts, hash))
    return { state: "forged", offset, bytes: line.length };
  return { state: "verified", offset, envelope };
}

function isMacOf(parts: { signedText: string; mac: string }, hash: KeyedHash): boolean {
  const expected = hash("toolgate/record/1", Buffer.from(parts.signedText, "latin1"));
  return timingSafeEqual(Buffer.from(expected), Buffer.from(parts.mac));
}
