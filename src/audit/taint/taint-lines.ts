import { isObject, type Json } from "../../model/json.ts";
import type { Taint, TaintDoubt } from "../../model/taint.ts";
import { appendMac, splitMac } from "../spool/envelope.ts";
import type { KeyedHash } from "../../hash/keyed-hash.ts";

/** What a line may tell of a place. */
const MAX_PLACE_CHARS = 240;

const DAMAGED = { doubt: "what was noted of this user's sessions is damaged" };

/**
 * One note as a line: JSON with the hash of the session first and a MAC last, as a record's envelope has it. The newline
 * before it ends whatever a torn write has left.
 */
export function toTaintLine(taint: Taint, session: string, hash: KeyedHash): Buffer {
  const place = taint.place.slice(0, MAX_PLACE_CHARS);
  const { time, record } = taint;
  const rest = JSON.stringify({ time, record, place }).slice(1);
  const signed = `${beginningOf(session, hash)}${rest}`;
  const mac = hash("toolgate/taint/1", Buffer.from(signed));
  return Buffer.from(`\n${appendMac(signed, mac)}\n`);
}

/** What is looked for, and with which key. */
export interface TaintQuery {
  readonly session: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly hash: KeyedHash;
}

/**
 * The last note of a session in the text of the files, Latin-1. A line that is none of ours says that something has
 * been at them. The last one without a newline is still being written, and its text not yet read by anyone.
 */
export function findTaint(text: string, query: TaintQuery): Taint | TaintDoubt | undefined {
  const own = beginningOf(query.session, query.hash);
  let last: Taint | undefined;
  for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) {
    if (line === "") continue;
    if (!isShaped(line)) return DAMAGED;
    if (!line.startsWith(own)) continue;
    const taint = readLine(line, query.hash);
    if (taint === undefined) return DAMAGED;
    if (taint.time >= query.since && taint.time >= (last?.time ?? 0)) last = taint;
  }
  return last;
}

function beginningOf(session: string, hash: KeyedHash): string {
  return `{"v":1,"session":"${hash("toolgate/value/1", Buffer.from(session))}",`;
}

/** Whether a line could be a note at all; only those of the session asked for are worth a MAC. */
function isShaped(line: string): boolean {
  return /^\{"v":1,"session":"[0-9a-f]{64}","/.test(line) && splitMac(line) !== undefined;
}

function readLine(line: string, hash: KeyedHash): Taint | undefined {
  const parts = splitMac(line);
  if (parts === undefined) return undefined;
  const signed = Buffer.from(parts.signedText, "latin1");
  if (hash("toolgate/taint/1", signed) !== parts.mac) return undefined;
  const value: Json = JSON.parse(signed.toString("utf8"));
  if (!isObject(value)) return undefined;
  const { time, record, place } = value;
  const isWhole =
    typeof time === "number" && typeof record === "string" && typeof place === "string";
  return isWhole ? { time, record, place } : undefined;
}
