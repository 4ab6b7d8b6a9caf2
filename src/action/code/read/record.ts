import type { Token } from "../lex/token.ts";
import type { Value } from "../value.ts";
import { asText } from "../value.ts";
import type { Reader } from "./reader.ts";

const SEPARATOR = /^(?::|=>|=)$/;

/** `a: 1, "b" => 2, c, ...d`, up to the reader's end. */
export function readRecord(reader: Reader): Value {
  const entries = new Map<string, Value>();
  while (reader.at < reader.end) {
    const { at } = reader;
    readEntry(reader, entries);
    if (!reader.accept(",") && reader.at === at) break;
  }
  return { kind: "record", entries };
}

function readEntry(reader: Reader, entries: Map<string, Value>): void {
  reader.skipLines();
  const token = reader.peek();
  if (token === undefined) return;
  if (token.kind === "name" && SEPARATOR.test(reader.mark(1))) {
    reader.next();
    reader.next();
    entries.set(token.text, reader.expression());
    return;
  }
  const key = reader.expression();
  if (SEPARATOR.test(reader.mark())) {
    reader.next();
    entries.set(keyOf(key), reader.expression());
  } else addEntries(entries, key, token);
}

/** `...x` adds what it has, `x` alone goes by its own name. */
function addEntries(entries: Map<string, Value>, value: Value, token: Token): void {
  if (value.kind !== "record") {
    entries.set(token.kind === "name" ? token.text : `${entries.size}`, value);
    return;
  }
  for (const [name, each] of value.entries) entries.set(name, each);
}

function keyOf(key: Value): string {
  return key.kind === "list" && key.items[0] !== undefined ? keyOf(key.items[0]) : asText(key).text;
}
