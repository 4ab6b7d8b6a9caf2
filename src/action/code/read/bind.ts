import type { Value } from "../value.ts";
import { asText, itemsOf, NOTHING, toList } from "../value.ts";
import { memberOf } from "./member.ts";
import type { Reader } from "./reader.ts";

/** `{a: b}`, `[a, b]`, `(a, b)` or `a, b` before a `=`. */
export function isPattern(reader: Reader): boolean {
  const { assigns } = reader.examination.language.syntax;
  const end = endOfPattern(reader);
  if (end === undefined) return false;
  const token = end < reader.end ? reader.tokens.list[end] : undefined;
  return token?.kind === "mark" && assigns.includes(token.text) && token.text !== ":";
}

function endOfPattern(reader: Reader): number | undefined {
  if (/^[{[(]$/.test(reader.mark())) return reader.closeOf() + 1;
  let ahead = 0;
  while (reader.peek(ahead)?.kind === "name" && reader.mark(ahead + 1) === ",") ahead += 2;
  return ahead > 0 && reader.peek(ahead)?.kind === "name" ? reader.at + ahead + 1 : undefined;
}

/** Gives the names of the pattern here what stands behind the `=`. */
export function bindPattern(reader: Reader): Value {
  const end = endOfPattern(reader) ?? reader.at;
  const isRecord = reader.mark() === "{";
  const names = readNames(reader, end);
  reader.at = end;
  reader.next();
  const first = reader.expression();
  const items = [first];
  while (reader.accept(",")) items.push(reader.expression());
  const value = items.length > 1 ? toList(items) : first;
  const given = itemsOf(value);
  for (const [at, { key, name }] of names.entries()) {
    const item = isRecord ? memberOf(value, key, reader) : pick(value, given, at);
    reader.scope.set(name, item);
  }
  return value;
}

function pick(value: Value, items: readonly Value[], at: number): Value {
  return value.kind === "list" ? (items[at] ?? NOTHING) : value;
}

export interface Bound {
  readonly key: string;
  readonly name: string;
}

/** `["a" + "b"]: c`. */
function readComputed(inner: Reader): readonly Bound[] | undefined {
  const close = inner.mark() === "[" ? inner.closeOf() : inner.end;
  const name = inner.tokens.list[close + 2];
  if (inner.tokens.list[close + 1]?.text !== ":" || name?.kind !== "name") return undefined;
  const key = asText(inner.branch(inner.at + 1, close).expression());
  inner.goTo(close + 3);
  return [{ key: key.text, name: name.text }];
}

/** `a`, `a: b`, `a = 1`, `my $a`, and what is nested in them. */
export function readNames(reader: Reader, end: number): readonly Bound[] {
  const names: Bound[] = [];
  const inner = reader.branch(reader.at, end);
  while (inner.at < inner.end) {
    names.push(...(readComputed(inner) ?? readNamed(inner)));
  }
  return names;
}

function readNamed(inner: Reader): readonly Bound[] {
  const token = inner.next();
  if (token?.kind !== "name" || /^(?:my|our|local)$/.test(token.text)) return [];
  const isRenamed = inner.mark() === ":" && inner.atName(/^/, 1);
  if (isRenamed) inner.next();
  return [{ key: token.text, name: isRenamed ? (inner.next()?.text ?? "") : token.text }];
}
