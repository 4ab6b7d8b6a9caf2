import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isArray, isObject, type Json, type JsonObject } from "../../src/model/json.ts";

const ROOT = path.join(import.meta.dirname, "../fixtures/ocsf");

/** An event class or an object with everything that it extends and includes. */
export interface Definition {
  readonly attributes: JsonObject;
  /** Profiles that an event of it may name. */
  readonly profiles: readonly string[];
  /** Of each of `at_least_one` and `just_one`, the names. */
  readonly constraints: JsonObject;
}

const loaded = new Map<string, JsonObject>();

/** A file of OCSF's, by its path in their repository. */
export function load(name: string): JsonObject {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const value: JsonObject = JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));
  loaded.set(name, value);
  return value;
}

/** A member that is an object; an empty one where there is none. */
export function member(value: Json | undefined, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

export function strings(value: Json | undefined): readonly string[] {
  return isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** What the dictionary says of an attribute, wherever it is used. */
export function dictionaryEntry(name: string): JsonObject {
  return member(member(load("dictionary.json"), "attributes"), name);
}

/** One of OCSF's scalar types. */
export function scalarType(name: string): JsonObject {
  return member(member(member(load("dictionary.json"), "types"), "attributes"), name);
}

/** The definition in a file, under the profiles that an event names. */
export function define(file: string, profiles: readonly string[]): Definition {
  const own = load(file);
  const parent = own["extends"];
  const base =
    typeof parent === "string" ? define(findParent(parent, file), profiles) : NOTHING_YET;
  const { $include, ...attributes } = member(own, "attributes");
  const includes = strings($include).map(load);
  const active = includes.filter(({ name }) => profiles.includes(String(name)));
  const layers = [...active.map((profile) => member(profile, "attributes")), attributes];
  return {
    attributes: merge([base.attributes, ...layers]),
    profiles: [...base.profiles, ...includes.map(({ name }) => String(name))],
    constraints: { ...base.constraints, ...member(own, "constraints") },
  };
}

const NOTHING_YET: Definition = { attributes: {}, profiles: [], constraints: {} };

function findParent(name: string, file: string): string {
  const [folder = ""] = file.split("/");
  const names = [`${folder}/${name}.json`, `${folder}/application/${name}.json`];
  const found = names.find((each) => existsSync(path.join(ROOT, each)));
  if (found === undefined) throw new Error(`no definition of ${name} in the fixtures`);
  return found;
}

/** Later layers refine earlier ones; enumerations are added to. */
function merge(layers: readonly JsonObject[]): JsonObject {
  const merged: Record<string, Json> = {};
  for (const [key, value = {}] of layers.flatMap((layer) => Object.entries(layer))) {
    const enums = { ...member(merged[key], "enum"), ...member(value, "enum") };
    const both = { ...member(merged, key), ...(isObject(value) ? value : {}) };
    merged[key] = Object.keys(enums).length === 0 ? both : { ...both, enum: enums };
  }
  return merged;
}
