import type { Value } from "../value.ts";
import { NOTHING, toList } from "../value.ts";
import { bindPattern, isPattern } from "./bind.ts";
import type { Reader } from "./reader.ts";

/**
 * Reads everything up to the reader's end, one expression after the other, whatever stands around them:
 * both branches of a choice, and the bodies of loops. @returns the value of the last expression.
 */
export function runStatements(reader: Reader): Value {
  let last: Value = NOTHING;
  while (reader.at < reader.end) {
    const { at } = reader;
    last = runStatement(reader) ?? last;
    if (reader.at === at) reader.next();
  }
  return last;
}

function runStatement(reader: Reader): Value | undefined {
  const { language } = reader.examination;
  const token = reader.peek();
  if (token === undefined || token.kind === "line") return undefined;
  if (language.statement?.(reader) === true) return undefined;
  if (token.kind === "name" && isNoise(reader, token.text)) return readNoise(reader);
  if (isPattern(reader)) return bindPattern(reader);
  return reader.atMark(/^[)\]},;:{}]$/) ? undefined : readSeveral(reader);
}

/** Unless the code has given the name to something: `from os import system as print`. */
function isNoise({ examination, scope }: Reader, word: string): boolean {
  if (!examination.language.syntax.noise.includes(` ${word} `)) return false;
  return !/^(?:p|puts|print|echo|say|println)$/.test(word) || scope.get(word) === undefined;
}

/** A word that means nothing here; but `return` gives back what stands behind it. */
function readNoise(reader: Reader): Value | undefined {
  if (reader.next()?.text !== "return") return undefined;
  reader.returned = reader.expression();
  return reader.returned;
}

/** `a, b` without brackets is a list. */
function readSeveral(reader: Reader): Value {
  const first = reader.expression();
  if (reader.mark() !== ",") return first;
  const items = [first];
  while (reader.accept(",")) items.push(reader.expression());
  return toList(items);
}
