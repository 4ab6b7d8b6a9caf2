import { type Body, makeFunction, readParameters } from "../read/functions.ts";
import { endOfBlock } from "../read/postfix.ts";
import { readBody } from "../read/primary.ts";
import type { Reader } from "../read/reader.ts";
import { NOTHING, toList, toText, type Value } from "../value.ts";

/** `def f(a, b) … end`. */
export function readRubyStatement(reader: Reader): boolean {
  if (reader.peek()?.kind !== "name" || !/^(?:def|function)$/.test(reader.mark())) return false;
  if (reader.peek(1)?.kind !== "name") return false;
  const end = endOfBlock(reader);
  reader.next();
  let name = reader.next()?.text ?? "";
  while (/^[.:]$/.test(reader.mark()) && reader.peek(1)?.kind === "name") {
    reader.next();
    name = reader.next()?.text ?? name;
  }
  const parameters = takeParameters(reader);
  const body: Body = { from: reader.at, to: Math.max(reader.at, end) };
  reader.scope.set(name, makeFunction(reader, parameters, body));
  reader.at = Math.min(Math.max(reader.at, end) + 1, reader.end);
  return true;
}

function takeParameters(reader: Reader): readonly string[] {
  if (reader.mark() === "(") {
    const close = reader.closeOf();
    reader.next();
    const names = readParameters(reader, close);
    reader.accept(")");
    return names;
  }
  let end = reader.at;
  while (
    end < reader.end &&
    reader.tokens.list[end]?.kind !== "line" &&
    reader.tokens.list[end]?.text !== ";"
  )
    end += 1;
  const isBare = reader.peek()?.kind === "name" && reader.peek()?.isSpaced === true;
  return isBare ? readParameters(reader, end) : [];
}

/** `%w[…]`, `->(x) { … }`, `lambda { |x| … }`, `function (x) … end`. */
export function readRubyPrimary(reader: Reader): Value | undefined {
  const token = reader.peek();
  if (token?.kind === "text" && token.text === "qw") {
    reader.next();
    return toList(
      (token.parts ?? []).map((part) => (typeof part === "string" ? toText(part) : NOTHING)),
    );
  }
  if (token?.kind === "mark" && token.text === "->") return readStabby(reader);
  if (token?.kind === "name" && token.text === "function") return readAnonymous(reader);
  return undefined;
}

function readStabby(reader: Reader): Value {
  reader.next();
  let parameters: readonly string[] = [];
  if (reader.mark() === "(") {
    const close = reader.closeOf();
    reader.next();
    parameters = readParameters(reader, close);
    reader.accept(")");
  }
  return readBody(reader, parameters);
}

function readAnonymous(reader: Reader): Value {
  const end = endOfBlock(reader);
  reader.next();
  const parameters = takeParameters(reader);
  const made = makeFunction(reader, parameters, { from: reader.at, to: Math.max(reader.at, end) });
  reader.at = Math.min(Math.max(reader.at, end) + 1, reader.end);
  return made;
}
