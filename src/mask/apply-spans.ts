import type { Slot } from "../model/action.ts";
import type { Span } from "../model/finding.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import { StageError } from "../model/stage.ts";
import { maskText } from "./mask-text.ts";

/**
 * The body with every span replaced by its label; what no span leads to is shared, nothing is
 * changed in place.
 *
 * @throws StageError("decision") when a span leads to no string of the body: what it was to hide is
 *   then somewhere else, and must not go out.
 */
export function applySpans(body: JsonObject, spans: readonly Span[]): JsonObject {
  let masked: Json = body;
  for (const [first, ...others] of groupBySlot(spans)) {
    masked = replaceAt(masked, first.slot, [first, ...others]);
  }
  return isObject(masked) ? masked : refuse([]);
}

type SpansOfSlot = readonly [Span, ...Span[]];

function groupBySlot(spans: readonly Span[]): Iterable<SpansOfSlot> {
  const groups = new Map<string, SpansOfSlot>();
  for (const span of spans) {
    const key = JSON.stringify(span.slot);
    const group = groups.get(key);
    groups.set(key, group === undefined ? [span] : [...group, span]);
  }
  return groups.values();
}

/** The value in which what `keys`, the rest of the spans' slot, leads to is masked. */
function replaceAt(value: Json | undefined, keys: Slot, spans: SpansOfSlot): Json {
  const [key, ...below] = keys;
  if (key === undefined)
    return typeof value === "string" ? maskText(value, spans) : refuse(spans[0].slot);
  if (isArray(value) && typeof key === "number" && Object.hasOwn(value, key)) {
    return value.with(key, replaceAt(value[key], below, spans));
  }
  if (isObject(value) && Object.hasOwn(value, key)) {
    return { ...value, [key]: replaceAt(value[key], below, spans) };
  }
  return refuse(spans[0].slot);
}

function refuse(slot: Slot): never {
  throw new StageError("decision", `what is to be masked at "${slot.join(".")}" is not there`);
}
