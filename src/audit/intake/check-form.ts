import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { isSealable } from "../seal/sealed-line.ts";
import { type Envelope, splitMac, toSignedText } from "../spool/envelope.ts";

/** OCSF API Activity: what a record is. */
const RECORD_CLASS = 6003;

/** As OCSF and we name things. No two such names are the same in capitals, or are a path when joined by dots. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** Where the forwarder's word stands, or what it vouches for. */
const VOUCHED_FOR = [[], ["actor"], ["actor", "user"], ["src_endpoint"], ["unmapped"]] as const;

/** Names in `unmapped` that only the forwarder writes. */
const OWN_NAMES = ["kind", "seal"] as const;

/**
 * Whether all who read a record read the same in it, whichever of two members of one name they take and whether or not
 * they tell capitals; and nobody reads an entry of the forwarder's own.
 *
 * @returns what is wrong, as a clause
 */
export function findFormFault(line: Uint8Array, envelope: Envelope): string | undefined {
  const { record } = envelope;
  const text = JSON.stringify(record);
  if (!isWrittenSo(line, envelope, text)) return "it is not written as a hook writes it";
  if (!isSealable(text, record)) return "it has no form that can be sealed";
  const odd = VOUCHED_FOR.flatMap((path) => Object.keys(objectAt(record, ...path))).find(
    (name) => !PLAIN_NAME.test(name),
  );
  if (odd !== undefined) return "it has a name with other characters than small letters, digits, _";
  const own = OWN_NAMES.some((name) => Object.hasOwn(objectAt(record, "unmapped"), name));
  return own || record["class_uid"] !== RECORD_CLASS ? "it is of another kind" : undefined;
}

/** What stands at the end of a path of names; empty where there is no object. */
export function objectAt(record: JsonObject, ...path: readonly string[]): JsonObject {
  let at: Json | undefined = record;
  for (const member of path) at = isObject(at) ? at[member] : undefined;
  return isObject(at) ? at : {};
}

/** Byte for byte what comes of writing again what was read: no name twice, nothing that reading has lost. */
function isWrittenSo(line: Uint8Array, head: Envelope, text: string): boolean {
  const signed = splitMac(Buffer.from(line).toString("latin1"))?.signedText;
  return (
    signed !== undefined &&
    Buffer.from(toSignedText(head, text)).equals(Buffer.from(signed, "latin1"))
  );
}
