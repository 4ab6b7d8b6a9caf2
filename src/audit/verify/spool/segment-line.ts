import { parseJson } from "../../../model/json.ts";
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
  const value = parseJson(Buffer.from(bytes).toString("utf8"));
  if (value === undefined) return { state: "torn", id: "" };
  const envelope = toEnvelope(value);
  return envelope === undefined
    ? { state: "forged", id: "" }
    : { state: "record", id: envelope.id };
}
