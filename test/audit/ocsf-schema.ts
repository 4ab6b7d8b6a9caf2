import { isArray, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { define, dictionaryEntry, load, member, scalarType, strings } from "./ocsf-definitions.ts";

/** A value's place in the record, and which profiles the record says it has. */
interface Place {
  readonly at: string;
  readonly profiles: readonly string[];
}

/** The event classes that we write. */
export type EventClass = "api_activity" | "application_lifecycle";

/**
 * What is wrong with an event of an OCSF class: profiles that the class does not have, unknown attributes, deprecated
 * ones and those of other profiles, missing required ones, wrong types, values that the type's bounds or an enumeration
 * do not have, captions that do not match their ids or are missing beside 99. Empty if nothing.
 */
export function findOcsfFaults(record: JsonObject, name: EventClass = "api_activity"): string[] {
  const file = `events/application/${name}.json`;
  const profiles = strings(member(record, "metadata")["profiles"]);
  const { attributes, constraints, profiles: offered } = define(file, profiles);
  const strange = profiles.filter((profile) => !offered.includes(profile));
  return [
    ...strange.map((profile) => `${profile} is no profile of ${name}`),
    ...checkObject(record, attributes, { at: "", profiles }),
    ...checkConstraints(record, constraints, "the event"),
    ...checkClass(record, file),
  ];
}

/** The schema's compiler derives these three from the definitions' own numbers. */
function checkClass(record: JsonObject, file: string): string[] {
  const category = member(member(load("categories.json"), "attributes"), "application")["uid"];
  const number = load(file)["uid"];
  const classUid = Number(category) * 1000 + Number(number);
  const typeUid = classUid * 100 + Number(record["activity_id"]);
  const derived = { category_uid: category, class_uid: classUid, type_uid: typeUid };
  return Object.entries(derived)
    .filter(([key, value]) => record[key] !== value)
    .map(([key, value]) => `${key} is not ${String(value)}`);
}

const DERIVED: ReadonlySet<string> = new Set(["category_uid", "class_uid", "type_uid"]);

function checkObject(value: JsonObject, attributes: JsonObject, place: Place): string[] {
  const isKnown = (key: string): boolean => isOffered(attributes[key], place);
  const unknown = Object.keys(value).filter((key) => !isKnown(key));
  const required = Object.keys(attributes).filter(
    (key) => isKnown(key) && member(attributes, key)["requirement"] === "required",
  );
  const missing = required.filter((key) => value[key] === undefined);
  return [
    ...unknown.map((key) => `${place.at}${key} is no attribute`),
    ...missing.map((key) => `${place.at}${key} is required`),
    ...Object.entries(value)
      .filter(([key]) => isKnown(key))
      .flatMap(([key, item]) => checkAttribute(item, key, { value, attributes, place })),
  ];
}

/** An attribute may itself belong to a profile. */
function isOffered(attribute: Json | undefined, { profiles }: Place): boolean {
  if (!isObject(attribute)) return false;
  const { profile } = attribute;
  return typeof profile !== "string" || profiles.includes(profile);
}

interface Holder {
  readonly value: JsonObject;
  readonly attributes: JsonObject;
  readonly place: Place;
}

function checkAttribute(item: Json | undefined, key: string, holder: Holder): string[] {
  const general = dictionaryEntry(key);
  const attribute = { ...general, ...member(holder.attributes, key) };
  const at = `${holder.place.at}${key}`;
  const place = { ...holder.place, at };
  const deprecated = attribute["@deprecated"] === undefined ? [] : [`${at} is deprecated`];
  if (general["is_array"] !== true)
    return [
      ...deprecated,
      ...checkType(item, attribute, place),
      ...checkEnum(item, key, holder),
      ...checkSibling(item, key, holder),
    ];
  if (!isArray(item)) return [`${at} is not an array`];
  const each = (one: Json): string[] => [
    ...checkType(one, attribute, place),
    ...checkEnum(one, key, holder),
  ];
  return [...deprecated, ...item.flatMap(each)];
}

function valuesOf(key: string, { attributes }: Holder): JsonObject {
  if (DERIVED.has(key)) return {};
  return { ...member(dictionaryEntry(key), "enum"), ...member(member(attributes, key), "enum") };
}

function checkEnum(item: Json | undefined, key: string, holder: Holder): string[] {
  const values = valuesOf(key, holder);
  if (Object.keys(values).length === 0 || isObject(values[String(item)])) return [];
  return [`${holder.place.at}${key} is ${String(item)}, which is no value of it`];
}

/** The caption beside an id: as OCSF has it, and one of our own beside 99. */
function checkSibling(item: Json | undefined, key: string, holder: Holder): string[] {
  const chosen = valuesOf(key, holder)[String(item)];
  const sibling = dictionaryEntry(key)["sibling"];
  if (typeof sibling !== "string" || !isObject(chosen)) return [];
  const at = `${holder.place.at}${key}`;
  const caption = holder.value[sibling];
  if (item === 99) return caption === undefined ? [`${at} is 99 without ${sibling}`] : [];
  if (caption === undefined || caption === chosen["caption"]) return [];
  return [`${at} means ${String(chosen["caption"])}, not ${String(caption)}`];
}

function checkType(item: Json | undefined, attribute: JsonObject, place: Place): string[] {
  const { type } = attribute;
  if (typeof type !== "string") return [`${place.at} has no type in the dictionary`];
  if (type === "json_t") return [];
  if (type.endsWith("_t")) return checkScalar(item, type, place.at);
  if (!isObject(item)) return [`${place.at} is not an object`];
  if (type === "object") return [];
  const { attributes, constraints } = define(`objects/${type}.json`, place.profiles);
  return [
    ...checkObject(item, attributes, { ...place, at: `${place.at}.` }),
    ...checkConstraints(item, constraints, place.at),
  ];
}

/** What JSON has for OCSF's basic types. */
const BASIC: Readonly<Record<string, (item: Json | undefined) => boolean>> = {
  string_t: (item) => typeof item === "string",
  boolean_t: (item) => typeof item === "boolean",
  integer_t: (item) => Number.isSafeInteger(item),
  long_t: (item) => Number.isSafeInteger(item),
  float_t: (item) => typeof item === "number",
};

function checkScalar(item: Json | undefined, type: string, at: string): string[] {
  const { type: base, regex, range, max_len: longest } = scalarType(type);
  const isBasic = BASIC[typeof base === "string" ? base : type];
  if (isBasic?.(item) !== true) return [`${at} is not a ${type}`];
  const [low, high] = isArray(range) ? range.map(Number) : [];
  const faults = [
    typeof regex === "string" && !new RegExp(regex).test(String(item)),
    typeof longest === "number" && String(item).length > longest,
    low !== undefined && Number(item) < low,
    high !== undefined && Number(item) > high,
  ];
  return faults.includes(true) ? [`${at} is out of the bounds of ${type}`] : [];
}

function checkConstraints(item: JsonObject, constraints: JsonObject, at: string): string[] {
  const present = (names: readonly string[]) => names.filter((key) => item[key] !== undefined);
  const some = strings(constraints["at_least_one"]);
  const one = strings(constraints["just_one"]);
  return [
    ...(some.length > 0 && present(some).length === 0 ? [`${at} has none of ${some.join()}`] : []),
    ...(one.length > 0 && present(one).length !== 1 ? [`${at} wants one of ${one.join()}`] : []),
  ];
}
