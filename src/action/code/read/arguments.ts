import { MAX_LIST_ITEMS } from "../bounds.ts";
import { itemsOf, NOTHING, toList, toText, type Value } from "../value.ts";
import type { Reader } from "./reader.ts";
import { Scope } from "./scope.ts";

/** What a call is given. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** Values between brackets, apart by commas: the items of a list or a tuple. */
export function readItems(reader: Reader): readonly Value[] {
  return (
    (hasComprehensions(reader) ? readComprehension(reader) : undefined) ??
    readArguments(reader).args
  );
}

function hasComprehensions(reader: Reader): boolean {
  return reader.examination.language.syntax.hasComprehensions === true;
}

/** Arguments up to the reader's end or, of a call without brackets, to the end of the statement. */
export function readArguments(reader: Reader): Arguments {
  const args: Value[] = [];
  const named = new Map<string, Value>();
  const comprehension = hasComprehensions(reader) ? readComprehension(reader) : undefined;
  if (comprehension !== undefined) return { args: [toList(comprehension)], named };
  while (reader.at < reader.end && args.length < MAX_LIST_ITEMS) {
    const { at } = reader;
    readArgument(reader, args, named);
    if (!acceptSeparator(reader, reader.at === at)) break;
    reader.skipLines();
  }
  return { args, named };
}

/** A comma, or what is as good as one; before it a line may end. */
function acceptSeparator(reader: Reader, isStuck: boolean): boolean {
  if (reader.peek()?.kind === "line" && reader.mark(1) === ",") reader.next();
  return reader.accept(",") || (!isStuck && reader.accept("=>"));
}

function readArgument(reader: Reader, args: Value[], named: Map<string, Value>): void {
  const name = takeName(reader);
  if (name !== undefined) {
    named.set(name, reader.expression());
    return;
  }
  const mark = reader.atMark() ? reader.mark() : "";
  const isSpread = mark === "*" || mark === "...";
  const value = reader.expression();
  if (isSpread) args.push(...itemsOf(value));
  else if (mark === "**" && value.kind === "record")
    for (const [name, each] of value.entries) named.set(name, each);
  else args.push(value);
}

/** `name=`, `name:`, `"name" =>`: the name, with the reader behind it all; undefined where none stands. */
function takeName(reader: Reader): string | undefined {
  const { names } = reader.examination.language.syntax;
  const token = reader.peek();
  if (!reader.atMark(/^/, 1) || !names.includes(reader.mark(1))) return undefined;
  if (token?.kind !== "name" && token?.kind !== "text") return undefined;
  reader.next();
  reader.next();
  const [part = ""] = token.parts ?? [token.text];
  return typeof part === "string" ? part : "";
}

/** `f(x) for x in list`: the expression read for each item. Undefined where there is none here. */
function readComprehension(reader: Reader): readonly Value[] | undefined {
  const word = findFor(reader);
  if (word === undefined) return undefined;
  const element: Element = { from: reader.at, to: word };
  reader.at = word;
  return readClause(reader, element);
}

/** Where the expression stands that is read for each item. */
interface Element {
  readonly from: number;
  readonly to: number;
}

/** `for x in list`, and what stands behind it, for each item. */
function readClause(reader: Reader, element: Element): readonly Value[] {
  reader.next();
  const names: string[] = [];
  while (reader.at < reader.end && reader.mark() !== "in") {
    const token = reader.next();
    if (token?.kind === "name") names.push(token.text);
  }
  reader.next();
  const source = reader.expression(1);
  const items = source.kind === "text" ? splitText(source.text) : itemsOf(source);
  const rest = reader.at;
  return items.slice(0, MAX_LIST_ITEMS).flatMap((item) => {
    if (reader.examination.isExhausted) return [];
    const scope = new Scope(reader.scope);
    for (const [at, name] of names.entries())
      scope.declare(name, names.length > 1 ? (itemsOf(item)[at] ?? NOTHING) : item);
    const inner = reader.branch(rest, reader.end, scope);
    const values = readItem(inner, element);
    reader.goTo(inner.at);
    return values;
  });
}

function readItem(reader: Reader, element: Element): readonly Value[] {
  while (reader.accept("if")) reader.expression(1);
  if (reader.atName(/^for$/)) return readClause(reader, element);
  return [reader.branch(element.from, element.to).expression()];
}

function splitText(text: string): readonly Value[] {
  return [...text].slice(0, MAX_LIST_ITEMS).map(toText);
}

function findFor(reader: Reader): number | undefined {
  for (let at = reader.at; at < reader.end && reader.examination.spend(); at += 1) {
    const token = reader.tokens.list[at];
    if (token?.kind === "name" && token.text === "for") return at;
    if (token?.kind !== "mark") continue;
    if (token.text === ",") return undefined;
    if (/^[([{]$/.test(token.text)) at = reader.closeOf(at);
  }
  return undefined;
}
