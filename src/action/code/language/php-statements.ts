import { callValue } from "../read/call.ts";
import { runLoop } from "../read/functions.ts";
import { readGroup } from "../read/primary.ts";
import type { Reader } from "../read/reader.ts";
import { itemsOf, toReference, type Value } from "../value.ts";
import { readFunction } from "./javascript-statements.ts";

const INCLUDES = /^(?:include|include_once|require|require_once)$/;

/** `function f($a) {…}`, `foreach ($list as $k => $v) {…}`. */
export function readPhpStatement(reader: Reader): boolean {
  if (reader.peek()?.kind !== "name") return false;
  if (reader.mark() === "foreach" && reader.mark(1) === "(") return readForeach(reader);
  if (reader.mark() !== "function" || reader.peek(1)?.kind !== "name") return false;
  const name = reader.mark(1);
  const made = readFunction(reader);
  if (made !== undefined) reader.scope.set(name, made);
  return made !== undefined;
}

function readForeach(reader: Reader): boolean {
  reader.next();
  const names: string[] = [];
  const list = readGroup(reader, (inner) => {
    const value = inner.expression();
    if (inner.accept("as"))
      while (inner.at < inner.end) {
        const token = inner.next();
        if (token?.kind === "name") names.unshift(token.text);
      }
    return value;
  });
  const [name] = names;
  const isBlock = reader.mark() === "{";
  const to = isBlock ? reader.closeOf() : endOfStatement(reader);
  const body = { from: isBlock ? reader.at + 1 : reader.at, to };
  if (name !== undefined) runLoop(reader, [name], { body, items: itemsOf(list) });
  reader.at = Math.min(to + 1, reader.end);
  return true;
}

function endOfStatement(reader: Reader): number {
  let at = reader.at;
  while (at < reader.end && reader.tokens.list[at]?.text !== ";" && reader.examination.spend())
    at += 1;
  return at;
}

/** `function ($a) use ($b) {…}`, `fn($x) => …`, `include "x"`, `array(…)`, `(string) $x`. */
export function readPhpPrimary(reader: Reader): Value | undefined {
  const token = reader.peek();
  if (token?.kind === "mark" && token.text === "(" && isCast(reader)) {
    reader.at += 3;
    return reader.expression(7);
  }
  if (token?.kind !== "name") return undefined;
  if (INCLUDES.test(token.text) && reader.mark(1) !== "(") {
    reader.next();
    return callValue(reader, toReference(token.text), {
      args: [reader.expression()],
      named: new Map(),
    });
  }
  return readFunction(reader);
}

function isCast(reader: Reader): boolean {
  return reader.mark(2) === ")" && /^(?:string|int|array|object|bool|float)$/.test(reader.mark(1));
}
