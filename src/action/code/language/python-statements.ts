import type { Token } from "../lex/token.ts";
import type { Body } from "../read/functions.ts";
import { makeFunction, readParameters, runLoop } from "../read/functions.ts";
import { readBody } from "../read/primary.ts";
import type { Reader } from "../read/reader.ts";
import { itemsOf, NOTHING, toReference, type Value } from "../value.ts";

/** `import`, `from`, `def`, `class`, `for`, `as`, and `lambda`, which is an expression. */
export function readPythonStatement(reader: Reader): boolean {
  if (reader.peek()?.kind !== "name") return false;
  switch (reader.mark()) {
    case "import":
      return readImport(reader);
    case "from":
      return readFrom(reader);
    case "def":
      return readDefinition(reader);
    case "class":
      return readClass(reader);
    case "for":
      return readFor(reader);
    case "with":
      return readWith(reader);
    default:
      return false;
  }
}

function readDotted(reader: Reader): string {
  let name = reader.next()?.text ?? "";
  while (reader.mark() === "." && reader.peek(1)?.kind === "name") {
    reader.next();
    name += `.${reader.next()?.text ?? ""}`;
  }
  return name;
}

/** `import a.b as c, d`. */
function readImport(reader: Reader): boolean {
  do {
    reader.next();
    const module = readDotted(reader);
    const alias = reader.accept("as") ? reader.next()?.text : undefined;
    if (alias !== undefined) reader.scope.set(alias, toReference(module));
  } while (reader.mark() === ",");
  return true;
}

/** `from a import b as c, d` and `from a import *`. */
function readFrom(reader: Reader): boolean {
  reader.next();
  const module = readDotted(reader);
  if (!reader.accept("import")) return true;
  if (reader.accept("*")) {
    reader.examination.opened.push(module);
    return true;
  }
  reader.accept("(");
  do {
    const name = reader.next()?.text ?? "";
    const alias = reader.accept("as") ? reader.next()?.text : name;
    reader.scope.set(alias ?? name, toReference(`${module}.${name}`));
  } while (reader.accept(","));
  return true;
}

/** `def f(a, b=1): …`. */
function readDefinition(reader: Reader): boolean {
  const indent = indentOf(reader);
  reader.next();
  const isRoute = hasRoute(reader);
  const name = reader.next()?.text ?? "";
  let parameters: readonly string[] = [];
  if (reader.mark() === "(") {
    const close = reader.closeOf();
    reader.next();
    parameters = readParameters(reader, close);
    reader.next();
  }
  const body = findBody(reader, indent);
  const made = makeFunction(reader, parameters, body);
  reader.scope.set(name, made);
  if (isRoute) reader.examination.handlers.add(made);
  reader.at = body.to;
  return true;
}

const ROUTE = /^(?:route|get|post|put|patch|api_route|websocket|websocket_route|view_config)$/;

/** `@app.route("/x")` before the definition here. */
function hasRoute(reader: Reader): boolean {
  const before = reader.tokens.list.slice(Math.max(0, reader.at - 48), reader.at - 1);
  const start = before.findLastIndex(({ text }) => text === "@");
  const decorator = start < 0 ? [] : before.slice(start);
  const isApart = decorator.some(({ text }) => /^(?:def|class|import)$/.test(text));
  return (
    !isApart &&
    decorator.some(({ text }, at) => ROUTE.test(text) && decorator[at - 1]?.text === ".")
  );
}

/** The body of a class is read as if it stood outside. */
function readClass(reader: Reader): boolean {
  reader.next();
  reader.next();
  if (reader.mark() === "(") reader.at = Math.min(reader.closeOf() + 1, reader.end);
  reader.accept(":");
  return true;
}

/** `for a, b in list: …`. */
function readFor(reader: Reader): boolean {
  const indent = indentOf(reader);
  reader.next();
  const names: string[] = [];
  while (reader.at < reader.end && reader.mark() !== "in" && reader.peek()?.kind !== "line") {
    const token = reader.next();
    if (token?.kind === "name") names.push(token.text);
  }
  if (!reader.accept("in")) return true;
  const first = reader.expression();
  const items = [...itemsOf(first)];
  while (reader.accept(",")) items.push(reader.expression());
  const body = findBody(reader, indent);
  runLoop(reader, names, { body, items: items.length === 0 ? [NOTHING] : items });
  reader.at = Math.max(reader.at, body.to);
  return true;
}

/** `with open(x) as f, open(y) as g:`. */
function readWith(reader: Reader): boolean {
  reader.next();
  reader.accept("(");
  do {
    const value: Value = reader.expression();
    if (!reader.accept("as")) continue;
    const name = reader.next()?.text;
    if (name !== undefined) reader.scope.set(name, value);
  } while (reader.accept(","));
  return true;
}

/** Columns before the statement here. */
function indentOf(reader: Reader): number {
  for (let at = reader.at - 1; at >= 0 && reader.at - at < 16; at -= 1) {
    const token = reader.tokens.list[at];
    if (token?.kind === "line") return token.indent ?? 0;
  }
  return 0;
}

/** What stands behind the colon: the rest of the line, or all that is further in. */
function findBody(reader: Reader, indent: number): Body {
  reader.goTo(reader.find(reader.at, ({ kind, text }) => kind === "line" || text === ":"));
  reader.accept(":");
  const from = reader.at;
  const isBlock = reader.peek()?.kind === "line";
  const isEnd = (token: Token) =>
    token.kind === "line" && (!isBlock || (token.indent ?? 0) <= indent);
  return { from, to: reader.find(from, isEnd) };
}

/** `lambda a, b: …`. */
export function readLambda(reader: Reader): Value | undefined {
  if (reader.mark() !== "lambda") return undefined;
  let colon = reader.at;
  while (colon < reader.end && reader.tokens.list[colon]?.text !== ":") colon += 1;
  reader.next();
  const parameters = readParameters(reader, colon);
  reader.at = Math.min(colon + 1, reader.end);
  return readBody(reader, parameters);
}
