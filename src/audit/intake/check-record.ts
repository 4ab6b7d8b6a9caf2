import type { Json, JsonObject } from "../../model/json.ts";
import { parseSegment } from "../spool/read-segment.ts";
import { findFormFault, objectAt } from "./check-form.ts";
import { mayBeShownAs } from "./masked-name.ts";
import { Refusal } from "./refusal.ts";
import type { Welcome } from "./protocol.ts";

/**
 * Holds a line to what the forwarder knows of whose it is: the envelope is whole and of this user and boot, and the
 * record says so too, to whoever reads it, whatever else its user has written into it.
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
  const fault = findFormFault(line, entry.envelope);
  if (fault !== undefined) throw new Refusal("record", fault);
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
  return typeof name !== "string" || !mayBeShownAs(name, known);
}
