import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isArray, isObject, type Json, type JsonObject } from "../../src/model/json.ts";

const ROOT = path.join(import.meta.dirname, "../fixtures/ocsf");

/** A value's place in the record, and which profiles the record says it has. */
interface Place {
  readonly at: string;
  readonly profiles: readonly string[];
}

function load(name: string): JsonObject {
  return JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));
}

function member(value: Json | undefined, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

const dictionary = load("dictionary.json");

/** Attributes of an event class or object with those it extends and includes, nearest last. */
function attributesOf(file: string, folder: string, profiles: readonly string[]): JsonObject {
  const definition = load(file);
  const parent = definition["extends"];
  const base =
    typeof parent === "string" ? attributesOf(findParent(parent, folder), folder, profiles) : {};
  const { $include, ...own } = member(definition, "attributes");
  return merge([base, ...includesOf($include, profiles), own]);
}

function findParent(name: string, folder: string): string {
  const names = [`${folder}/${name}.json`, `${folder}/application/${name}.json`];
  const found = names.find((file) => existsSync(path.join(ROOT, file)));
  if (found === undefined) throw new Error(`no definition of ${name} in the fixtures`);
  return found;
}

/** A profile's attributes are there only in a record that names the profile. */
function includesOf($include: Json | undefined, profiles: readonly string[]): JsonObject[] {
  const files = isArray($include) ? $include.filter((file) => typeof file === "string") : [];
  return files
    .map((file) => load(file))
    .filter(({ name }) => typeof name === "string" && profiles.includes(name))
    .map((profile) => member(profile, "attributes"));
}

function merge(layers: readonly JsonObject[]): JsonObject {
  const merged: Record<string, Json> = {};
  for (const layer of layers) {
    for (const [key, value = {}] of Object.entries(layer)) {
      const enums = { ...member(merged[key], "enum"), ...member(value, "enum") };
      const both = {
        ...(isObject(merged[key]) ? merged[key] : {}),
        ...(isObject(value) ? value : {}),
      };
      merged[key] = Object.keys(enums).length === 0 ? both : { ...both, enum: enums };
    }
  }
  return merged;
}

/** The event classes that we write. */
export type EventClass = "api_activity" | "application_lifecycle";

/**
 * What is wrong with an event of an OCSF class: unknown attributes, missing required ones,
 * wrong types, values outside an enumeration, captions that do not match their ids. Empty if nothing.
 */
export function findOcsfFaults(record: JsonObject, name: EventClass = "api_activity"): string[] {
  const file = `events/application/${name}.json`;
  const listed = member(record, "metadata")["profiles"];
  const profiles = isArray(listed) ? listed.filter((profile) => typeof profile === "string") : [];
  const attributes = attributesOf(file, "events", profiles);
  return [...checkObject(record, attributes, { at: "", profiles }), ...checkClass(record, file)];
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
  const unknown = Object.keys(value).filter((key) => attributes[key] === undefined);
  const required = Object.entries(attributes).filter(
    ([, attribute]) => isObject(attribute) && attribute["requirement"] === "required",
  );
  const missing = required.map(([key]) => key).filter((key) => value[key] === undefined);
  return [
    ...unknown.map((key) => `${place.at}${key} is no attribute`),
    ...missing.map((key) => `${place.at}${key} is required`),
    ...Object.entries(value)
      .filter(([key]) => attributes[key] !== undefined)
      .flatMap(([key, item]) => checkAttribute(item, key, { value, attributes, place })),
  ];
}

interface Holder {
  readonly value: JsonObject;
  readonly attributes: JsonObject;
  readonly place: Place;
}

function checkAttribute(item: Json | undefined, key: string, holder: Holder): string[] {
  const general = member(member(dictionary, "attributes"), key);
  const attribute = { ...general, ...member(holder.attributes, key) };
  const at = `${holder.place.at}${key}`;
  if (general["is_array"] === true) {
    if (!isArray(item)) return [`${at} is not an array`];
    return item.flatMap((one) => checkType(one, attribute, { ...holder.place, at }));
  }
  return [...checkType(item, attribute, { ...holder.place, at }), ...checkEnum(item, key, holder)];
}

function checkEnum(item: Json | undefined, key: string, holder: Holder): string[] {
  const general = member(member(dictionary, "attributes"), key);
  const values = { ...member(general, "enum"), ...member(member(holder.attributes, key), "enum") };
  if (DERIVED.has(key) || Object.keys(values).length === 0) return [];
  const at = `${holder.place.at}${key}`;
  const chosen = values[String(item)];
  if (!isObject(chosen)) return [`${at} is ${String(item)}, which is no value of it`];
  const sibling = general["sibling"];
  const caption = typeof sibling === "string" ? holder.value[sibling] : undefined;
  if (caption === undefined || item === 99) return [];
  return caption === chosen["caption"]
    ? []
    : [`${at} means ${String(chosen["caption"])}, not ${String(caption)}`];
}

function checkType(item: Json | undefined, attribute: JsonObject, place: Place): string[] {
  const { type } = attribute;
  if (typeof type !== "string") return [`${place.at} has no type in the dictionary`];
  const scalar = toScalar(type);
  if (scalar === "json") return [];
  if (scalar !== undefined) {
    const fits = scalar === "integer" ? Number.isInteger(item) : typeof item === scalar;
    return fits ? [] : [`${place.at} is not a ${type}`];
  }
  if (!isObject(item)) return [`${place.at} is not an object`];
  if (type === "object") return [];
  const definition = load(`objects/${type}.json`);
  const attributes = attributesOf(`objects/${type}.json`, "objects", place.profiles);
  return [
    ...checkObject(item, attributes, { ...place, at: `${place.at}.` }),
    ...checkConstraint(item, definition, place.at),
  ];
}

function checkConstraint(item: JsonObject, definition: JsonObject, at: string): string[] {
  const oneOf = member(definition, "constraints")["at_least_one"];
  if (!isArray(oneOf)) return [];
  const present = oneOf.some((key) => typeof key === "string" && item[key] !== undefined);
  return present ? [] : [`${at} has none of ${JSON.stringify(oneOf)}`];
}

function toScalar(type: string): "string" | "integer" | "boolean" | "number" | "json" | undefined {
  if (type === "json_t") return "json";
  if (!type.endsWith("_t")) return undefined;
  const base = member(member(member(dictionary, "types"), "attributes"), type)["type"];
  const name = typeof base === "string" ? base : type;
  if (name === "timestamp_t" || name === "long_t" || name === "integer_t") return "integer";
  if (name === "boolean_t") return "boolean";
  return name === "float_t" ? "number" : "string";
}
