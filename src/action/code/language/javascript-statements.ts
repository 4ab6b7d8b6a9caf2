import { type Body, readParameters, runLoop } from "../read/functions.ts";
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
  const end = reader.find(reader.at, ({ kind, text }) => kind === "text" || text === ";");
  const names = readImported(reader.branch(reader.at, end));
  reader.goTo(end);
  const part = reader.next()?.parts?.[0];
  const module = toReference(typeof part === "string" ? toModule(part) : "");
  for (const { key, name } of names) reader.scope.set(name, memberOf(module, key, reader));
  return true;
}

/** What is imported, and the name it gets; `default` is the module itself. */
function readImported(reader: Reader): readonly { readonly key: string; readonly name: string }[] {
  const names: { key: string; name: string }[] = [];
  let isInside = false;
  while (reader.at < reader.end && !reader.atName(/^from$/)) {
    const token = reader.next();
    isInside ||= token?.text === "{";
    if (token === undefined || /^[{},]$/.test(token.text)) continue;
    const name = reader.accept("as") ? reader.takeText() : token.text;
    names.push({ key: isInside ? token.text : "default", name });
  }
  return names;
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
  if (!reader.atName(/^(?:func|function|fn)$/)) return undefined;
  reader.next();
  if (reader.atMark(/^[*&]$/)) reader.next();
  if (reader.atName()) reader.next();
  if (reader.mark() !== "(") return undefined;
  const close = reader.closeOf();
  reader.next();
  const parameters = readParameters(reader, close);
  reader.accept(")");
  // PHP: `use ($a): string`; R has no braces where one expression is the body.
  const start = reader.find(reader.at, ({ text }) => text === "{" || text === "=>" || text === ";");
  if (/^(?:\{|=>)$/.test(reader.tokens.list[start]?.text ?? "")) reader.goTo(start);
  reader.accept("=>");
  return readBody(reader, parameters);
}

const KEYWORD = /^(?:const|let|var)$/;

/** `for (const x of list) …`; any other loop is read as it stands. */
function readFor(reader: Reader): boolean {
  const open = reader.mark(1) === "(" ? reader.at + 1 : reader.at + 2;
  const close = reader.closeOf(open);
  const word = reader.find(open, ({ text }, at) => at >= close || text === "of" || text === "in");
  if (word >= close) return false;
  const names = reader.tokens.list
    .slice(open + 1, word)
    .filter(({ kind, text }) => kind === "name" && !KEYWORD.test(text))
    .map(({ text }) => text);
  const source = reader.branch(word + 1, close).expression();
  reader.goTo(close + 1);
  const body = takeBody(reader);
  runLoop(reader, names, { body, items: itemsOf(source) });
  return true;
}

/** What a loop repeats: what stands in braces, or one statement. */
function takeBody(reader: Reader): Body {
  const isBlock = reader.mark() === "{";
  const from = isBlock ? reader.at + 1 : reader.at;
  const to = isBlock ? reader.closeOf() : endOfLine(reader, from);
  reader.goTo(isBlock ? to + 1 : to);
  return { from, to };
}

function endOfLine(reader: Reader, from: number): number {
  let inside = from;
  return reader.find(from, ({ kind, text }, at) => {
    if (at < inside) return false;
    if (/^[([{]$/.test(text)) inside = reader.closeOf(at);
    return kind === "line" || text === ";";
  });
}
