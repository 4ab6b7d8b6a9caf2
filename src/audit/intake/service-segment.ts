import { createKeyedHash } from "../../hash/keyed-hash.ts";

/** What a segment of records that came through the socket is called after its user's id. */
export const SERVICE_SUFFIX = ".service.seg";

/** What a user's segment of records is called that came through the socket. It belongs to the forwarder. */
export function toServiceSegmentName(uid: number): string {
  return `${uid}${SERVICE_SUFFIX}`;
}

/**
 * The key of one user's hashes and MACs where his hook has no right to the spool's own: 32 bytes. Whoever knows it
 * can forge what is this user's, and nothing else; the uid is what the forwarder vouches for.
 */
export function deriveServiceKey(spoolKey: Uint8Array, uid: number): Buffer {
  const hash = createKeyedHash(spoolKey);
  return Buffer.from(hash("toolgate/service/1", Buffer.from(String(uid))), "hex");
}
