import { isSecretName } from "../mask/secret-name.ts";
import type { Slot } from "../model/action.ts";
import { type Span, spansOf } from "../model/finding.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import type { Recordable } from "./recordable-fields.ts";

/** An input that is longer than this when redacted is withheld as a whole. */
const MAX_INPUT_BYTES = 256 * 1024;

/** So is that of an event larger than this: each of its strings would be searched. */
const MAX_EVENT_BYTES = 1024 * 1024;

/** And one with more values than this. */
const MAX_VALUES = 2_000;

/** Fields of the host's tools that choose among names; see `isOption`. */
const OPTION_FIELDS: ReadonlySet<string> = new Set([
  "subagent_type",
  "skill",
  "output_mode",
  "model",
  "cell_type",
  "edit_mode",
]);

interface Redaction {
  readonly cleaner: Cleaner;
  readonly fields: ReadonlyMap<string, Recordable>;
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  values: number;
}

/**
 * The tool's input as the record may hold it: the same shape, in which a string stays, masked, only
 * where it is known to describe the call; every other one is its size and keyed hash. Without a
 * verdict nobody knows what the secrets are, and the whole input is withheld.
 */
export function redactInput(
  { event, verdict }: Account,
  fields: ReadonlyMap<string, Recordable> | undefined,
  cleaner: Cleaner,
): Json | undefined {
  if (event?.tool === undefined) return undefined;
  const whole = (): JsonObject => cleaner.withhold(JSON.stringify(event.tool?.input ?? null));
  if (fields === undefined || verdict === undefined) return whole();
  if (event.bytes > MAX_EVENT_BYTES) return whole();
  const redaction: Redaction = {
    cleaner,
    fields,
    spans: groupSpans(verdict.findings.flatMap(spansOf)),
    values: 0,
  };
  const redacted = redact(event.tool.input, ["tool_input"], redaction);
  if (redaction.values > MAX_VALUES) return whole();
  return Buffer.byteLength(JSON.stringify(redacted)) > MAX_INPUT_BYTES ? whole() : redacted;
}

function redact(value: Json, slot: Slot, redaction: Redaction): Json {
  redaction.values += 1;
  // Past the bound the result is thrown away; this only ends the walk.
  if (redaction.values > MAX_VALUES) return null;
  if (typeof value === "string") return redactString(value, slot, redaction);
  if (isArray(value)) return redactArray(value, slot, redaction);
  if (isObject(value)) return redactObject(value, slot, redaction);
  return typeof value === "number" ? redactNumber(value, redaction.cleaner) : value;
}

/** A long one may be a person's: nobody counts so far. */
function redactNumber(value: number, cleaner: Cleaner): Json {
  const text = String(value);
  const masked = cleaner.line(text);
  return masked === text ? value : masked;
}

function redactObject(value: JsonObject, slot: Slot, redaction: Redaction): JsonObject {
  const entries = Object.entries(value).map(([key, item = null]): [string, Json] => {
    const secret = isSecretName(key) && item !== null;
    const redacted = secret
      ? redaction.cleaner.withhold(JSON.stringify(item))
      : redact(item, [...slot, key], redaction);
    return [redaction.cleaner.line(key, 128), redacted];
  });
  return Object.fromEntries(entries);
}

/** `["--token", "…"]`: an argument list gives a credential away by the word before it. */
function redactArray(items: readonly Json[], slot: Slot, redaction: Redaction): Json {
  return items.map((item, index) => {
    const before = items[index - 1];
    const announced = typeof before === "string" && /^--?\w/.test(before) && isSecretName(before);
    if (announced && typeof item === "string") return redaction.cleaner.withhold(item);
    return redact(item, [...slot, index], redaction);
  });
}

function redactString(text: string, slot: Slot, { cleaner, fields, spans }: Redaction): Json {
  const recordable = fields.get(slot.join("."));
  if (recordable === "text") return cleaner.text(text, spans.get(JSON.stringify(slot)) ?? []);
  if (recordable === "path") return cleaner.path(text);
  if (recordable === undefined && isOption(slot, text)) return cleaner.line(text);
  return cleaner.withhold(text);
}

/** A word without digits under a name that the host's tools give to a choice. */
function isOption(slot: Slot, text: string): boolean {
  const key = slot.at(-1);
  return typeof key === "string" && OPTION_FIELDS.has(key) && /^[A-Za-z][a-z:_-]{0,31}$/.test(text);
}

function groupSpans(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  return Map.groupBy(spans, ({ slot }) => JSON.stringify(slot));
}
