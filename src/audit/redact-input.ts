import { isSecretName } from "../mask/secret-name.ts";
import type { Slot } from "../model/action.ts";
import type { Span } from "../model/finding.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import { type Cleaner, isPlainKey } from "./cleaner.ts";
import type { Recordable } from "./recordable-fields.ts";
import { MAX_CONTENT_LENGTH, type ShownContents, showContents } from "./shown-contents.ts";

/** An input that is longer than this when redacted is withheld as a whole. */
const MAX_INPUT_BYTES = 256 * 1024;

/** So is that of an event larger than this: each of its strings would be searched. */
const MAX_EVENT_BYTES = 1024 * 1024;

/** And one with more values than this. */
const MAX_VALUES = 2_000;

/** Numbers of more digits may be somebody's, and no check reads them. */
const MAX_DIGITS = 6;

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
  readonly contents: ShownContents | undefined;
  values: number;
}

/**
 * The tool's input as the record may hold it: the same shape, in which a string stays, masked, only
 * where it is known to describe the call, or may be shown as a content; every other one is its size and keyed hash.
 * Without a verdict nobody knows what the secrets are, and the whole input is withheld.
 */
export function redactInput(
  account: Account,
  fields: ReadonlyMap<string, Recordable> | undefined,
  cleaner: Cleaner,
): Json | undefined {
  const { event, verdict } = account;
  if (event?.tool === undefined) return undefined;
  const { input } = event.tool;
  const whole = (): JsonObject => cleaner.withhold(JSON.stringify(input));
  if (fields === undefined || verdict === undefined) return whole();
  if (event.bytes > MAX_EVENT_BYTES) return whole();
  const redaction = {
    cleaner,
    fields,
    spans: groupSpans(verdict.findings.flatMap(({ span }) => (span === undefined ? [] : [span]))),
  };
  const contents = showContents(account);
  const shown = contents && redactWhole(input, { ...redaction, contents, values: 0 });
  return shown ?? redactWhole(input, { ...redaction, contents: undefined, values: 0 }) ?? whole();
}

/** `undefined` where it is more than a record takes. */
function redactWhole(input: JsonObject, redaction: Redaction): Json | undefined {
  const redacted = redact(input, ["tool_input"], redaction);
  if (redaction.values > MAX_VALUES) return undefined;
  return Buffer.byteLength(JSON.stringify(redacted)) > MAX_INPUT_BYTES ? undefined : redacted;
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

/** A small one is an option, or counts something. */
function redactNumber(value: number, cleaner: Cleaner): Json {
  const text = String(value);
  const isLong = text.replaceAll(/\D/g, "").length > MAX_DIGITS;
  return isLong || !cleaner.describes ? cleaner.withhold(text) : value;
}

function redactObject(value: JsonObject, slot: Slot, redaction: Redaction): JsonObject {
  const { cleaner } = redaction;
  const entries = Object.entries(value).map(([key, item = null], index): [string, Json] => {
    const secret = isSecretName(key) && item !== null;
    const redacted = secret
      ? cleaner.withhold(JSON.stringify(item))
      : redact(item, [...slot, key], redaction);
    const isShown = cleaner.describes || isPlainKey(key);
    return [isShown ? cleaner.line(key, 128) : `[key ${index}]`, redacted];
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

function redactString(text: string, slot: Slot, redaction: Redaction): Json {
  const { cleaner, fields, spans, contents } = redaction;
  if (!cleaner.describes) return cleaner.withhold(text);
  const recordable = fields.get(slot.join("."));
  const stretches = spans.get(JSON.stringify(slot)) ?? [];
  if (contents?.hasString(slot) === true) return cleaner.text(text, stretches, MAX_CONTENT_LENGTH);
  if (recordable === "text") return cleaner.text(text, stretches);
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
