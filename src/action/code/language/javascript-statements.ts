import { makeFunction, readParameters, runLoop } from "../read/functions.ts";
import { memberOf } from "../read/member.ts";
import { readBody } from "../read/primary.ts";
import type { Reader } from "../read/reader.ts";
import { itemsOf, toReference, type Value } from "../value.ts";

/** `import`, `function f`, `for (const x of list)`. */
export function readJavaScriptStatement(reader: Reader): boolean {
  switch (reader.peek()?.kind === "name" ? reader.mark() : "") {
    case "import":
      return reader.mark(1) !== "(" && reader.mark(1) !== "." && readImport(reader);
    case "function":
      return reader.peek(1)?.kind === "name" && readDefinition(reader);
    case "for":
      return readFor(reader);
    default:
      return false;
  }
}

/** `import a, {b as c} from "d"`, `import * as a from "d"`. */
function readImport(reader: Reader): boolean {
  reader.next();
  const names: { key: string; name: string }[] = [];
  let isInside = false;
  while (reader.at < reader.end && reader.peek()?.kind !== "text") {
    const token = reader.next();
    if (token?.text === ";" || token?.text === "from") break;
    if (token?.text === "{") isInside = true;
    if (token?.kind !== "name" && token?.text !== "*") continue;
    const name = reader.accept("as") ? (reader.next()?.text ?? "") : token.text;
    names.push({ key: isInside ? token.text : "default", name });
  }
  const source = reader.peek()?.kind === "text" ? reader.next() : undefined;
  const part = source?.parts?.[0];
  const module = toReference(typeof part === "string" ? toModule(part) : "");
  for (const { key, name } of names) reader.scope.set(name, memberOf(module, key, reader));
  return true;
}

function toModule(name: string): string {
  return name.replace(/^node:/, "").replace("/promises", "");
}

function readDefinition(reader: Reader): boolean {
  reader.next();
  const name = reader.mark();
  reader.at -= 1;
  const made = readFunction(reader);
  if (made !== undefined) reader.scope.set(name, made);
  return true;
}

/** `function (a, b) { … }`, named or not. */
export function readFunction(reader: Reader): Value | undefined {
  if (reader.peek()?.kind !== "name" || !/^(?:function|fn)$/.test(reader.mark())) return undefined;
  reader.next();
  reader.accept("*");
  reader.accept("&");
  if (reader.peek()?.kind === "name") reader.next();
  if (reader.mark() !== "(") return undefined;
  const close = reader.closeOf();
  reader.next();
  const parameters = readParameters(reader, close);
  reader.accept(")");
  while (reader.at < reader.end && reader.mark() !== "{" && reader.mark() !== "=>") {
    if (reader.mark() === ";") return undefined;
    reader.next();
  }
  reader.accept("=>");
  return readBody(reader, parameters);
}

/** `for (const x of list) …`; any other loop is read as it stands. */
function readFor(reader: Reader): boolean {
  const open = reader.mark(1) === "(" ? reader.at + 1 : reader.at + 2;
  const close = reader.closeOf(open);
  let word = open;
  while (word < close && !/^(?:of|in)$/.test(reader.tokens.list[word]?.text ?? "")) word += 1;
  if (word >= close || !reader.examination.spend(word - open)) return false;
  reader.at = open + 1;
  const names = readParameters(reader, word).filter((name) => !/^(?:const|let|var)$/.test(name));
  const keyword = /^(?:const|let|var)$/;
  const bound =
    names.length > 0
      ? names
      : reader.tokens.list
          .slice(open + 1, word)
          .filter(({ kind, text }) => kind === "name" && !keyword.test(text))
          .map(({ text }) => text);
  const source = reader.branch(word + 1, close).expression();
  const from = close + 1;
  const isBlock = reader.tokens.list[from]?.text === "{";
  const to = isBlock ? reader.closeOf(from) : endOfLine(reader, from);
  runLoop(reader, bound, { body: { from: isBlock ? from + 1 : from, to }, items: itemsOf(source) });
  reader.at = Math.min(isBlock ? to + 1 : to, reader.end);
  return true;
}

function endOfLine(reader: Reader, from: number): number {
  for (let at = from; at < reader.end && reader.examination.spend(); at += 1) {
    const token = reader.tokens.list[at];
    if (token?.kind === "line" || token?.text === ";") return at;
    if (/^[([{]$/.test(token?.text ?? "")) at = reader.closeOf(at);
  }
  return reader.end;
}

/** A function over a body in braces, for languages that write `sub { … }`. */
export function readBraced(reader: Reader, parameters: readonly string[]): Value {
  const close = reader.closeOf();
  const made = makeFunction(reader, parameters, { from: reader.at + 1, to: close });
  reader.at = Math.min(close + 1, reader.end);
  return made;
}
