import { UNKNOWN } from "../../../model/invocation.ts";
import type { ListValue, TextValue, Value } from "../value.ts";
import {
  asText,
  carry,
  mixValues,
  NOTHING,
  numberOf,
  toList,
  toReference,
  toText,
} from "../value.ts";
import type { Reader } from "./reader.ts";

/** Parts of a name that lead to what stands before them. */
const SAME = /^(?:promises|__dict__|default|mainModule|prototype|exports|__func__)$/;

/** Where a member is asked for. */
type Place = Pick<Reader, "examination" | "scope">;

/** `on.name`. */
export function memberOf(on: Value, name: string, place: Place): Value {
  switch (on.kind) {
    case "reference":
      return memberOfName(on.name, name, place);
    case "record":
      return on.entries.get(name) ?? { kind: "method", on, name };
    case "environment":
      return variableOf(name) ?? { kind: "method", on, name };
    case "method":
      // `[].constructor.constructor` makes functions of texts.
      if (name === "constructor" && on.name === name) return toReference("Function");
      return { kind: "method", on, name };
    case "text":
      // What is listed goes by its path, or by its name.
      if (ENTRY.test(name) && on.text.endsWith("*")) return on;
      return { kind: "method", on, name };
    default:
      return { kind: "method", on, name };
  }
}

const ENTRY = /^(?:path|name|Name|pathname|fullpath|absolutePath|canonicalPath)$/;

function memberOfName(of: string, name: string, { examination, scope }: Place): Value {
  if (SAME.test(name)) return toReference(of);
  const { language } = examination;
  const full = language.syntax.globals.includes(of) ? name : `${of}.${name}`;
  if (full.length > 256) return NOTHING;
  return scope.get(full) ?? language.constant?.(full, examination) ?? toReference(full);
}

/** One variable of the environment; undefined for a name that is none. */
export function variableOf(name: string): Value | undefined {
  if (/^(?:HOME|USERPROFILE|user\.home)$/.test(name)) return toText("~");
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? NOTHING : undefined;
}

/** `on[key]`. */
export function itemOf(on: Value, key: Value, place: Place): Value {
  const { text } = asText(key);
  switch (on.kind) {
    case "list":
    case "text":
      return itemAt(on, numberOf(key)) ?? mixValues([on]);
    case "environment":
      return variableOf(text) ?? NOTHING;
    case "reference":
      return text.includes(UNKNOWN) ? NOTHING : memberOf(on, text, place);
    case "record":
      return memberOf(on, text, place);
    default:
      return mixValues([on]);
  }
}

function itemAt(on: ListValue | TextValue, at: number | undefined): Value | undefined {
  if (at === undefined) return undefined;
  if (on.kind === "list") return on.items.at(at) ?? NOTHING;
  return on.text.includes(UNKNOWN) ? undefined : toText([...on.text].at(at) ?? "");
}

/** `on[start:stop:step]`, of which each may be absent. */
export function sliceOf(
  on: Value,
  [start, stop, step = 1]: readonly (number | undefined)[],
): Value {
  if (on.kind === "list") return toList(sliceItems(on.items, [start, stop, step]));
  if (on.kind !== "text" || on.text.includes(UNKNOWN)) return mixValues([on]);
  const text = sliceItems([...on.text], [start, stop, step]).join("");
  // Read backwards, it is not what stands there.
  return carry(text, [step < 0 && on.text.length > 8 ? { ...on, isDecoded: true } : on]);
}

function sliceItems<T>(
  items: readonly T[],
  [start, stop, step = 1]: readonly (number | undefined)[],
): readonly T[] {
  const part = step < 0 && start === undefined ? items : items.slice(start, stop);
  const ordered = step < 0 ? [...part].reverse() : part;
  const width = Math.abs(step) || 1;
  return width === 1 ? ordered : ordered.filter((_, at) => at % width === 0);
}
