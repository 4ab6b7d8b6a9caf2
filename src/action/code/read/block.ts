import type { Token } from "../lex/token.ts";
import type { FunctionValue } from "../value.ts";
import { makeFunction, readParameters } from "./functions.ts";
import type { Reader } from "./reader.ts";

/** `{ |x| … }` and `do |x| … end`: a function behind a call. Undefined where none stands. */
export function readBlock(reader: Reader): FunctionValue | undefined {
  const { syntax } = reader.examination.language;
  const opener = reader.mark();
  if (syntax.hasBlocks !== true || (opener !== "{" && opener !== "do")) return undefined;
  const end = opener === "{" ? reader.closeOf() : endOfBlock(reader);
  reader.next();
  const parameters = readBlockParameters(reader, end);
  const block = makeFunction(reader, parameters, { from: reader.at, to: end });
  reader.goTo(end + 1);
  return block;
}

/** `|a, b|`, `a, b ->`; without any, what groovy calls `it`. */
function readBlockParameters(reader: Reader, end: number): readonly string[] {
  if (reader.accept("||")) return [];
  if (reader.accept("|")) return readUpTo(reader, "|", end);
  return reader.atMark(/^(?:->|,)$/, 1) ? readUpTo(reader, "->", end) : ["it"];
}

function readUpTo(reader: Reader, mark: string, end: number): readonly string[] {
  const close = Math.min(
    end,
    reader.find(reader.at, ({ text }) => text === mark),
  );
  const names = readParameters(reader, close);
  reader.accept(mark);
  return names;
}

const OPENERS = /^(?:def|class|module|begin|case|function)$/;
const LOOPS = /^(?:while|until|for)$/;

/** Index of the `end` that closes what opens here, about: by counting the words that open. */
export function endOfBlock(reader: Reader): number {
  let depth = 0;
  let isHeader = false;
  return reader.find(reader.at, ({ kind, text }, at) => {
    if (kind === "line") isHeader = false;
    if (kind !== "name") return false;
    if (text === "end") depth -= 1;
    else if (opens(text, reader.tokens.list[at - 1]) && !(text === "do" && isHeader)) depth += 1;
    if (LOOPS.test(text)) isHeader = true;
    return text === "end" && depth <= 0;
  });
}

/** `if` behind an expression opens nothing. */
function opens(word: string, before: Token | undefined): boolean {
  const isFirst = before === undefined || before.kind === "line" || /^[;=]$/.test(before.text);
  return OPENERS.test(word) || word === "do" || (STATEMENTS.test(word) && isFirst);
}

const STATEMENTS = /^(?:if|unless|while|until|for)$/;
