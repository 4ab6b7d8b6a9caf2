import type { SealedLine } from "../sink.ts";
import { readPlace } from "../../forward/read-place.ts";

/** Facility 13, log audit; severity 6, informational: how bad an event is stands in the line itself. */
const PRIORITY = 13 * 8 + 6;

/**
 * A line as a message of RFC 5424 in a frame of RFC 6587's and 5425's octet counting. The message is the line byte for
 * byte, without a mark of byte order, so that what a receiver stores can be verified.
 *
 * @param host As RFC 5424 wants it: printable ASCII, at most 255.
 */
export function toFrame({ seq, bytes }: SealedLine, host: string): Buffer {
  const at = readPlace(bytes)?.at;
  const time = at === undefined ? "-" : new Date(at).toISOString();
  // The registered sequence number counts from 1 to 2^31-1 and begins again.
  const count = (seq % 2_147_483_647) + 1;
  const head = `<${PRIORITY}>1 ${time} ${host} toolgate - audit [meta sequenceId="${count}"] `;
  return Buffer.concat([Buffer.from(`${head.length + bytes.length} ${head}`, "ascii"), bytes]);
}

/** What may stand in a message's HOSTNAME. */
export function toHostName(host: string): string {
  return host.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 255) || "-";
}
