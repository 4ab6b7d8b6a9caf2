import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { parseSegment } from "../spool/read-segment.ts";
import { Refusal } from "./refusal.ts";
import type { Welcome } from "./protocol.ts";

/** A name that was not masked; what was masked has other characters. */
const NAME = /^[\w.:@\\+-]+$/;

/**
 * Holds a line to what the forwarder knows of whose it is: the envelope is whole and of this user and boot, and the
 * record says so too, whatever else its user has written into it.
 *
 * @throws Refusal that names what is wrong.
 */
export function checkRecord(line: Uint8Array, who: Welcome, key: Uint8Array): void {
  const [entry, ...others] = parseSegment(line, key);
  if (entry?.state !== "verified" || others.length > 0)
    throw new Refusal("record", "it is no record");
  const { id, uid, boot, mono, record } = entry.envelope;
  const isWhole = /^[0-9a-f]{32}$/.test(id) && /^\d{1,20}$/.test(mono) && boot === who.boot;
  if (!isWhole) throw new Refusal("record", "its envelope is not one of this boot");
  if (uid !== who.uid)
    throw new Refusal("identity", `it is of user ${uid}, and was sent by user ${who.uid}`);
  const wrong = findFalsehood(record, who);
  if (wrong !== undefined)
    throw new Refusal("identity", `its ${wrong} is not what the forwarder knows`);
}

function findFalsehood(record: JsonObject, { uid, user, host }: Welcome): string | undefined {
  const { uid: claimed, name } = objectAt(record, "actor", "user");
  if (claimed !== String(uid)) return "actor.user.uid";
  if (isOther(name, user)) return "actor.user.name";
  if (isOther(objectAt(record, "src_endpoint")["hostname"], host)) return "src_endpoint.hostname";
  const { integrity } = objectAt(record, "unmapped");
  return integrity === "service" ? undefined : "unmapped.integrity";
}

/** A name that is a secret of the call is masked in its record. */
function isOther(name: Json | undefined, known: string): boolean {
  return typeof name !== "string" || (name !== known && NAME.test(name));
}

function objectAt(record: JsonObject, ...path: readonly string[]): JsonObject {
  let at: Json | undefined = record;
  for (const member of path) at = isObject(at) ? at[member] : undefined;
  return isObject(at) ? at : {};
}
