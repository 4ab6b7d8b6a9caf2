import { isArray, isObject, type Json } from "../../model/json.ts";
import type { ServiceStretch } from "../service/service.ts";

/** Past so many nobody looks at them one by one: then it counts as not known where they are. */
const MAX_MATCHES = 500;

/** Where a detector has found something. */
export interface Match extends ServiceStretch {
  readonly detector: string;
}

/**
 * The matches that Lakera places: a list, or lists in an object. Its description does not say whether it counts in
 * characters or UTF-16 units, nor whether the last one is within; so what either would mean is taken in. Any that does not lie
 * in the text makes all of them worth nothing: it is about another text.
 */
export function readPayload(payload: Json | undefined, text: string): readonly Match[] {
  const items = listItems(payload);
  if (items.length > MAX_MATCHES) return [];
  const units = unitOffsets(text);
  const matches = items.flatMap((item) => readMatch(item, text, units) ?? []);
  return matches.length === items.length ? matches : [];
}

function listItems(payload: Json | undefined): readonly Json[] {
  if (isArray(payload)) return payload;
  return isObject(payload)
    ? Object.values(payload)
        .flatMap((value) => value ?? [])
        .flat()
    : [];
}

function readMatch(item: Json, text: string, units: UnitOffsets): Match | undefined {
  if (!isObject(item)) return undefined;
  const { start, end, detector_type: detector } = item;
  if (typeof detector !== "string" || !isOffset(start) || !isOffset(end)) return undefined;
  if (start >= end || end > text.length) return undefined;
  const last = Math.min(units(end), text.length);
  return { detector, start, end: /^[\p{L}\p{N}]/u.test(text.slice(last)) ? last + 1 : last };
}

function isOffset(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** From characters to UTF-16 units, for offsets up to the text's length. */
type UnitOffsets = (characters: number) => number;

function unitOffsets(text: string): UnitOffsets {
  if (!/[\uD800-\uDFFF]/.test(text)) return (characters) => characters;
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  return (characters) => offsets[characters] ?? text.length;
}
