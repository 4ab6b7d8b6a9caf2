import { isObject, type Json } from "../../../model/json.ts";
import { toEnvelope } from "../../spool/envelope.ts";
import { parseSegment } from "../../spool/read-segment.ts";

/** What a line of a spool is. Without the key every whole one counts as a record. */
export interface SegmentLine {
  readonly state: "record" | "torn" | "forged";
  /** Of a record. */
  readonly id: string;
}

export function readSegmentLine(bytes: Uint8Array, key: Uint8Array | undefined): SegmentLine {
  if (key === undefined) return readUnchecked(bytes);
  const [entry] = parseSegment(bytes, key);
  if (entry?.state === "verified") return { state: "record", id: entry.envelope.id };
  return { state: entry?.state ?? "torn", id: "" };
}

function readUnchecked(bytes: Uint8Array): SegmentLine {
  try {
    const value: Json = JSON.parse(Buffer.from(bytes).toString("utf8"));
    const envelope = isObject(value) ? toEnvelope(value) : undefined;
    return envelope === undefined
      ? { state: "forged", id: "" }
      : { state: "record", id: envelope.id };
  } catch {
    return { state: "torn", id: "" };
  }
}
