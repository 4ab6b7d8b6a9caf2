import { isObject, type Json, type JsonObject, parseJson } from "../../model/json.ts";

/** What the forwarder says in an entry of its own (docs/AUDIT-LOG.md §3), as far as a verifier asks. */
export interface Entry {
  readonly kind: string;
  readonly machine?: string | undefined;
  /** Of a start: the fingerprint of the key that it says it signs with. */
  readonly key?: string | undefined;
  /** Of the first start after a damaged log: how far that one went. */
  readonly after?:
    | { readonly log: string; readonly seq: number; readonly head: string }
    | undefined;
  readonly heartbeatSeconds?: number | undefined;
  /** Of an incident. */
  readonly what?: string | undefined;
  readonly segment?: string | undefined;
  readonly offset?: number | undefined;
  readonly bytes?: number | undefined;
}

/** @returns an entry of the kind "" where the text is no OCSF event */
export function readEntry(text: string): Entry {
  const event = parse(text);
  const unmapped = event?.["unmapped"];
  if (event === undefined || !isObject(unmapped)) return { kind: "" };
  return {
    kind: textOf(unmapped["kind"]) ?? "",
    machine: readMachine(event),
    key: textOf(unmapped["key"]),
    after: readAfter(unmapped["after"]),
    heartbeatSeconds: numberOf(unmapped["heartbeat_seconds"]),
    what: textOf(unmapped["what"]),
    segment: textOf(unmapped["segment"]),
    offset: numberOf(unmapped["offset"]),
    bytes: numberOf(unmapped["bytes"]),
  };
}

/** The machine that a record or an entry names. */
function readMachine(event: JsonObject): string | undefined {
  for (const member of ["src_endpoint", "device"]) {
    const endpoint = event[member];
    const name = isObject(endpoint) ? textOf(endpoint["hostname"]) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function readAfter(value: Json | undefined): Entry["after"] {
  if (!isObject(value)) return undefined;
  const [log, seq, head] = [textOf(value["log"]), numberOf(value["seq"]), textOf(value["head"])];
  return log === undefined || seq === undefined || head === undefined
    ? undefined
    : { log, seq, head };
}

/** Who wrote a line may have written anything into it. */
const MAX_TEXT_CHARS = 256;

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value.slice(0, MAX_TEXT_CHARS) : undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function parse(text: string): JsonObject | undefined {
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
}
