import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveServiceKey } from "../intake/service-segment.ts";
import type { Seal } from "../seal/sealed-line.ts";
import { toSignedText } from "../spool/envelope.ts";
import { readEventBytes } from "./read-sealed.ts";

/** What the MAC of a record in the log says; `undefined` where it came by a way that is not known here. */
export type MacCheck = (line: Uint8Array, place: Seal) => boolean | undefined;

/** Builds the line of the spool again, byte for byte, and checks the MAC that the hook has put under it. */
export function createMacCheck(key: Uint8Array): MacCheck {
  const keyOf = createKeyChoice(key);
  return (line, place) => {
    const { via, id, boot, mono, uid, mac } = place;
    if (via !== "hook" && via !== "service") return undefined;
    if (mac === undefined || boot === undefined || mono === undefined || uid === undefined)
      return false;
    const [before = "", after = ""] = toSignedText({ v: 1, id, boot, mono, uid }, "\n").split("\n");
    const hmac = createHmac("sha256", keyOf(via, uid)).update(`toolgate/record/1\n${before}`);
    const expected = hmac.update(readEventBytes(line)).update(after).digest();
    return timingSafeEqual(expected, Buffer.from(mac, "hex"));
  };
}

/** A user's records that came through the forwarder's socket are under a key of his own. */
function createKeyChoice(key: Uint8Array): (via: "hook" | "service", uid: number) => Uint8Array {
  const ofUsers = new Map<number, Uint8Array>();
  return (via, uid) => {
    if (via === "hook") return key;
    const own = ofUsers.get(uid) ?? deriveServiceKey(key, uid);
    ofUsers.set(uid, own);
    return own;
  };
}
