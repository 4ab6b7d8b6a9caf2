import type { HandoverFault } from "../../model/handover.ts";
import { isObject, type Json, parseJson } from "../../model/json.ts";

/**
 * What the forwarder and a hook say to each other, a line of JSON each, in turn: challenge, `proved`, welcome, and then
 * a note or a record and what became of it, until the hook hangs up. See docs/adr/0013.
 */
export interface Challenge {
  readonly v: 1;
  /** Name of the empty file that the hook is to create among the proofs; null where nothing can be proved that way. */
  readonly proof: string | null;
}

/** Who the hook is, as the kernel says it, and what it needs to write a record. */
export interface Welcome {
  readonly uid: number;
  readonly user: string;
  readonly host: string;
  /** Which boot of the machine: see `readBootId`. */
  readonly boot: string;
  /** The user's key, hex: see `deriveServiceKey`. */
  readonly key: string;
  /** The lines noted of the user's sessions yesterday and today; null when they are too many to tell anything by. */
  readonly notes: string | null;
}

/** What the hook says when the proof is there. */
export const PROVED = "proved";

/** Longest challenge, welcome and answer, in bytes. */
export const MAX_REPLY_BYTES = 512 * 1024;

/** As many lines may one call hand over: a note, a record, and a record of why the first was not enough. */
export const MAX_LINES = 4;

/** The forwarder was reached: it need not be started, and what else helps is known here. */
export class AnsweredFault extends Error implements HandoverFault {
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

const REFUSED = "call again, and where it stays so show this to whoever runs toolgate-forward";
const OTHER_VERSION =
  "install the same version of the guard and of toolgate-forward, and start that service again";

/** @throws AnsweredFault that says what the forwarder has refused, or that it speaks another language. */
export function readChallenge(text: string): Challenge {
  const { v, proof } = readReply(text);
  if (v === 1 && (proof === null || isProofName(proof))) return { v, proof };
  throw unknownLanguage();
}

/** @throws AnsweredFault as for the challenge. */
export function readWelcome(text: string): Welcome {
  const { uid, user, host, boot, key, notes } = readReply(text);
  const isWhole =
    typeof uid === "number" &&
    typeof user === "string" &&
    typeof host === "string" &&
    typeof boot === "string" &&
    (notes === null || typeof notes === "string");
  if (!isWhole || !isKey(key)) throw unknownLanguage();
  return { uid, user, host, boot, key, notes };
}

/** @throws AnsweredFault unless the line was taken. */
export function readTaken(text: string): void {
  if (readReply(text)["taken"] !== true) throw unknownLanguage();
}

function readReply(text: string): { readonly [key: string]: Json | undefined } {
  const value = parseJson(text);
  if (!isObject(value)) throw unknownLanguage();
  const { refused } = value;
  if (typeof refused === "string")
    throw new AnsweredFault(`the forwarder refuses it: ${refused}`, REFUSED);
  return value;
}

/** The name becomes a path. */
function isProofName(value: Json | undefined): value is string {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
}

function isKey(value: Json | undefined): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function unknownLanguage(): AnsweredFault {
  const message = "the forwarder's answer is not one: it is of another version";
  return new AnsweredFault(message, OTHER_VERSION);
}
