import { UNKNOWN } from "../../../model/invocation.ts";
import { unknownFrom } from "../../shell/origin.ts";
import type { Statement } from "../syntax.ts";

/** What a term comes to, as far as the source says it. */
export type Value =
  /** May hold `UNKNOWN`, with the walk's marks. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "block"; readonly body: readonly Statement[]; readonly text: string }
  /** Keys in lower case. */
  | { readonly kind: "table"; readonly entries: ReadonlyMap<string, Value> }
  /** An object or a type, by its name in lower case. */
  | { readonly kind: "object"; readonly type: string }
  | { readonly kind: "bytes"; readonly bytes: Buffer };

export const NONE: Value = { kind: "list", items: [] };
export const UNKNOWN_VALUE: Value = { kind: "text", text: UNKNOWN };

export function text(value: string): Value {
  return { kind: "text", text: value };
}

/** As it would stand in a string; items with the separator between them. */
export function toText(value: Value, separator = " "): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "list":
      return value.items.map((item) => toText(item)).join(separator);
    case "block":
      return value.text;
    case "bytes":
      return unknownFrom(["decoder"]);
    case "table":
    case "object":
      return UNKNOWN;
  }
}

/** As a pipeline hands it on: a list by its items. */
export function toItems(value: Value): readonly Value[] {
  return value.kind === "list" ? value.items.flatMap(toItems) : [value];
}

/** A whole number; undefined where it is none. */
export function toNumber(value: Value | undefined): number | undefined {
  if (value?.kind !== "text" || !/^-?\d{1,9}$/.test(value.text)) return undefined;
  return Number(value.text);
}

/** All that several statements give, one after the other. */
export function gather(values: readonly Value[]): Value {
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  const items = values.flatMap(toItems);
  const [first] = items;
  return first !== undefined && items.length === 1 ? first : { kind: "list", items };
}
