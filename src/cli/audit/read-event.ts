import { isArray, isObject, type Json, type JsonObject, parseJson } from "../../model/json.ts";

/** The event of a line; `undefined` for what is no JSON object. */
export function readEvent(line: Uint8Array): JsonObject | undefined {
  const value = parseJson(Buffer.from(line).toString("utf8"));
  return isObject(value) ? value : undefined;
}

/** What stands at the end of a path of names; `undefined` where a name leads nowhere. */
export function memberOf(event: JsonObject, ...names: readonly string[]): Json | undefined {
  let value: Json | undefined = event;
  for (const name of names) value = isObject(value) ? value[name] : undefined;
  return value;
}

/** A text there; "" for anything else. */
export function textOf(event: JsonObject, ...names: readonly string[]): string {
  const value = memberOf(event, ...names);
  return typeof value === "string" ? value : "";
}

/** The objects of a list there. */
export function listOf(event: JsonObject, ...names: readonly string[]): readonly JsonObject[] {
  const value = memberOf(event, ...names);
  return isArray(value) ? value.filter((each) => isObject(each)) : [];
}

/** Rules that determined what the host was told, each once. */
export function rulesOf(event: JsonObject): readonly string[] {
  const determining = listOf(event, "unmapped", "findings").filter(
    (finding) => finding["determining"] === true,
  );
  return [...new Set(determining.map((finding) => textOf(finding, "rule")))];
}

/** The tool; of an event without one its name. */
export function toolOf(event: JsonObject): string {
  return textOf(event, "api", "operation") || textOf(event, "metadata", "event_code");
}

/** The user's name, or number where the machine knows no name. */
export function userOf(event: JsonObject): string {
  return textOf(event, "actor", "user", "name") || textOf(event, "actor", "user", "uid");
}

/** The kind of an entry of the forwarder's own; "" for a record. */
export function kindOf(event: JsonObject): string {
  return textOf(event, "unmapped", "kind");
}

/** The machine's name. */
export function machineOf(event: JsonObject): string {
  return textOf(event, "src_endpoint", "hostname") || textOf(event, "device", "hostname");
}
