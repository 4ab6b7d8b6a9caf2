import { createHmac, timingSafeEqual } from "node:crypto";
import type { Seal } from "../seal/sealed-line.ts";
import { toSignedText } from "../spool/envelope.ts";
import { readEventBytes } from "./read-sealed.ts";

/** What the MAC of a record in the log says; `undefined` where it is not one that the key of the spool makes. */
export type MacCheck = (line: Uint8Array, place: Seal) => boolean | undefined;

/** Builds the line of the spool again, byte for byte, and checks the MAC that the hook has put under it. */
export function createMacCheck(key: Uint8Array): MacCheck {
  return (line, place) => {
    const { via, id, boot, mono, uid, mac } = place;
    if (via !== "hook") return undefined;
    if (mac === undefined || boot === undefined || mono === undefined || uid === undefined)
      return false;
    const [before = "", after = ""] = toSignedText({ v: 1, id, boot, mono, uid }, "\n").split("\n");
    const hmac = createHmac("sha256", key).update(`toolgate/record/1\n${before}`);
    const expected = hmac.update(readEventBytes(line)).update(after).digest();
    return timingSafeEqual(expected, Buffer.from(mac, "hex"));
  };
}
