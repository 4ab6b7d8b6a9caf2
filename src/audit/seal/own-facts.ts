import { isArray, isObject, type Json, type JsonObject, parseJson } from "../../model/json.ts";
import type { Counts, Position } from "./log-state.ts";
import type { PositionsPart } from "./split-positions.ts";

/** What a signed entry says of everything before it. */
export interface SignedFacts {
  readonly counts: Counts;
  readonly positions: readonly Position[];
}

/** What one says; several may say the positions together. */
export interface SignedPart extends PositionsPart {
  readonly counts: Counts;
}

/** What an entry of the forwarder's own says; `undefined` for a line that is none. */
export function readFacts(line: string): JsonObject | undefined {
  const value = parseJson(line);
  const facts = isObject(value) ? value["unmapped"] : undefined;
  return isObject(facts) ? facts : undefined;
}

/** `undefined` where something is missing. */
export function toSignedPart(facts: JsonObject): SignedPart | undefined {
  const { counts, positions } = facts;
  if (!isObject(counts) || !isArray(positions)) return undefined;
  const read = positions.map(toPosition);
  const known = read.filter((position) => position !== undefined);
  if (known.length !== read.length) return undefined;
  const inAll = toCount(facts["positions_in_all"]);
  return { counts: toCounts(counts), positions: known, inAll };
}

function toCounts(counts: JsonObject): Counts {
  const of = (name: string): number => toCount(counts[name]) ?? 0;
  return {
    records: of("records"),
    torn: of("torn"),
    forged: of("forged"),
    unsealable: of("unsealable"),
  };
}

function toPosition(value: Json): Position | undefined {
  if (!isObject(value)) return undefined;
  const { segment, key } = value;
  const offset = toCount(value["offset"]);
  if (typeof segment !== "string" || typeof key !== "string" || offset === undefined)
    return undefined;
  return { segment, key, offset };
}

function toCount(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Where in which segment the lines begin that an incident is about, how many bytes and lines they have. */
export interface IncidentPlace {
  readonly place: string;
  readonly bytes: number;
  readonly lines: number;
}

export function toIncidentPlace(facts: JsonObject): IncidentPlace | undefined {
  const { key } = facts;
  const offset = toCount(facts["offset"]);
  const bytes = toCount(facts["bytes"]);
  const lines = toCount(facts["lines"]);
  if (typeof key !== "string" || offset === undefined) return undefined;
  if (bytes === undefined || lines === undefined) return undefined;
  return { place: `${key}:${offset}`, bytes, lines };
}
