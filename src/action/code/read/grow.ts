import { MAX_LIST_ITEMS } from "../bounds.ts";
import { itemsOf, toList, type Value } from "../value.ts";
import { readArguments } from "./arguments.ts";
import type { Reader } from "./reader.ts";

const GROWS = /^(?:append|push|extend|unshift)$/;

/** `list.append(x)`, `list.push(x, y)`: the variable has them then. Undefined where nothing is added here. */
export function readGrowth(reader: Reader, name: string): Value | undefined {
  if (!reader.atMark(/^\.$/) || !reader.atName(GROWS, 1) || reader.mark(2) !== "(")
    return undefined;
  const list = reader.scope.get(name);
  if (list?.kind !== "list") return undefined;
  const method = reader.mark(1);
  const { args } = readArguments(reader.branch(reader.at + 3, reader.closeOf(reader.at + 2)));
  const added = method === "extend" ? args.flatMap(itemsOf) : args;
  const items = method === "unshift" ? [...added, ...list.items] : [...list.items, ...added];
  const grown = toList(items.slice(0, MAX_LIST_ITEMS));
  reader.goTo(reader.closeOf(reader.at + 2) + 1);
  reader.scope.set(name, grown);
  return grown;
}
