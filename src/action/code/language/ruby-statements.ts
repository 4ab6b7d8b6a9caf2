import { type Body, makeFunction, readParameters } from "../read/functions.ts";
import { endOfBlock } from "../read/block.ts";
import { readBody } from "../read/primary.ts";
import { readForIn } from "../read/for-in.ts";
import type { Reader } from "../read/reader.ts";
import { NOTHING, toList, toText, type Value } from "../value.ts";

/** `def f(a, b) … end`, `for a in list do … end`. */
export function readRubyStatement(reader: Reader): boolean {
  if (readForIn(reader)) return true;
  if (!reader.atName(/^(?:def|function)$/) || !reader.atName(/^/, 1)) return false;
  const end = endOfBlock(reader);
  reader.next();
  const name = readDefinedName(reader);
  const parameters = takeParameters(reader);
  reader.scope.set(name, takeBody(reader, parameters, end));
  return true;
}

/** `f`, and of `self.f` and `M:f` the last part. */
function readDefinedName(reader: Reader): string {
  let name = reader.next()?.text ?? "";
  while (reader.atMark(/^[.:]$/) && reader.atName(/^/, 1)) {
    reader.next();
    name = reader.next()?.text ?? name;
  }
  return name;
}

function takeBody(reader: Reader, parameters: readonly string[], end: number): Value {
  const body: Body = { from: reader.at, to: Math.max(reader.at, end) };
  reader.goTo(body.to + 1);
  return makeFunction(reader, parameters, body);
}

function takeParameters(reader: Reader): readonly string[] {
  if (reader.mark() === "(") return readBracketed(reader);
  if (!reader.atName() || reader.peek()?.isSpaced !== true) return [];
  const end = reader.find(reader.at, ({ kind, text }) => kind === "line" || text === ";");
  return readParameters(reader, end);
}

function readBracketed(reader: Reader): readonly string[] {
  const close = reader.closeOf();
  reader.next();
  const names = readParameters(reader, close);
  reader.accept(")");
  return names;
}

/** `%w[…]`, `->(x) { … }`, `function (x) … end`. */
export function readRubyPrimary(reader: Reader): Value | undefined {
  const token = reader.peek();
  if (token?.kind === "text" && token.text === "qw") return readWords(reader);
  if (reader.atMark(/^->$/)) {
    reader.next();
    const parameters = reader.mark() === "(" ? readBracketed(reader) : [];
    return readBody(reader, parameters);
  }
  if (!reader.atName(/^function$/)) return undefined;
  const end = endOfBlock(reader);
  reader.next();
  return takeBody(reader, takeParameters(reader), end);
}

/** A list of words. */
export function readWords(reader: Reader): Value {
  const parts = reader.next()?.parts ?? [];
  return toList(parts.map((part) => (typeof part === "string" ? toText(part) : NOTHING)));
}
