import { readArguments } from "../read/arguments.ts";
import { callValue } from "../read/call.ts";
import { type Body, makeFunction, runLoop } from "../read/functions.ts";
import { lookUp, readGroup, readParts } from "../read/primary.ts";
import type { Reader } from "../read/reader.ts";
import { itemsOf, NOTHING, toList, toReference, type Value } from "../value.ts";
import { readWords } from "./ruby-statements.ts";

const BLOCK_CALLS = /^(?:map|grep|sort|first|any|all)$/;

/** `use X`, `sub f {…}`, `foreach my $x (list) {…}`. */
export function readPerlStatement(reader: Reader): boolean {
  if (reader.peek()?.kind !== "name") return false;
  if (readTrailingFor(reader)) return true;
  switch (reader.mark()) {
    case "use":
    case "no":
    case "package":
      return readUse(reader);
    case "sub":
      return readSub(reader);
    case "for":
    case "foreach":
      return readForeach(reader);
    default:
      return false;
  }
}

/** What a module gives is known by its name alone as well. */
function readUse(reader: Reader): boolean {
  while (reader.at < reader.end && reader.mark() !== ";") reader.next();
  return true;
}

function readSub(reader: Reader): boolean {
  const name = reader.peek(1);
  if (name?.kind !== "name" || reader.mark(2) !== "{") return false;
  reader.next();
  reader.next();
  reader.scope.set(name.text, takeSub(reader));
  return true;
}

/** The arguments of a function are `@_`. */
function takeSub(reader: Reader): Value {
  const body = takeBraces(reader);
  const made = makeFunction(reader, ["$_"], body);
  return {
    ...made,
    invoke: (args) => {
      reader.examination.uncalled.delete(made);
      return made.invoke([toList(args)]);
    },
  };
}

function takeBraces(reader: Reader): Body {
  const close = reader.closeOf();
  const body = { from: reader.at + 1, to: close };
  reader.at = Math.min(close + 1, reader.end);
  return body;
}

/** `unlink for glob("*.o")`. */
function readTrailingFor(reader: Reader): boolean {
  if (reader.atName(/^(?:for|foreach|sub|while|until|if|unless)$/)) return false;
  const word = findTrailingFor(reader);
  if (word === undefined) return false;
  const body = { from: reader.at, to: word };
  const list = reader.branch(word + 1, reader.end);
  const items = itemsOf(list.expression());
  runLoop(reader, ["$_"], { body, items });
  reader.goTo(list.at);
  return true;
}

/** Tokens of a statement that a `for` may stand behind. */
const MAX_REPEATED = 64;

function findTrailingFor(reader: Reader): number | undefined {
  let at = reader.at;
  for (let left = MAX_REPEATED; left > 0 && at < reader.end; left -= 1) {
    const token = reader.tokens.list[at];
    if (token?.kind === "name" && /^(?:for|foreach)$/.test(token.text)) return at;
    const mark = token?.kind === "mark" ? token.text : "";
    if (/^[;})\]]$/.test(mark)) return undefined;
    at = /^[([{]$/.test(mark) ? reader.closeOf(at) + 1 : at + 1;
  }
  return undefined;
}

function readForeach(reader: Reader): boolean {
  reader.next();
  reader.accept("my");
  const name = reader.peek()?.kind === "name" ? (reader.next()?.text ?? "$_") : "$_";
  if (reader.mark() !== "(") return true;
  const items = itemsOf(readGroup(reader, (inner) => inner.expression()));
  if (reader.mark() !== "{") return true;
  runLoop(reader, [name], { body: takeBraces(reader), items });
  return true;
}

/** `sub {…}`, `do {…}`, `eval {…}`, `map {…} list`, `qw(…)`, `@{…}`, `<F>`, `s/…/…/e`. */
export function readPerlPrimary(reader: Reader): Value | undefined {
  const token = reader.peek();
  if (token?.kind === "text") return readSpecialText(reader, token.text);
  if (reader.atMark(/^<$/) && reader.mark(2) === ">") return readDiamond(reader);
  if (token?.kind !== "name") return undefined;
  return reader.mark(1) === "{" ? readBlockOf(reader, token.text) : readWord(reader, token.text);
}

function readWord(reader: Reader, name: string): Value | undefined {
  if (name === "deref") reader.next();
  // `unlink` and `eval` alone are for `$_`.
  if (/^(?:unlink|rmdir|eval)$/.test(name) && /^[:;})]?$/.test(reader.mark(1)) && isAlone(reader))
    return callValue(reader, toReference(reader.next()?.text ?? ""), {
      args: [],
      named: new Map(),
    });
  const isShift = /^(?:shift|pop)$/.test(name) && !/^[($@]/.test(reader.mark(1));
  return isShift ? readShift(reader) : undefined;
}

function isAlone(reader: Reader): boolean {
  const after = reader.peek(1)?.kind;
  return after === undefined || after === "mark" || after === "line";
}

/** Texts that are more than one: `qw(…)`, and the code of `s/…/…/e`. */
function readSpecialText(reader: Reader, form: string): Value | undefined {
  if (form === "qw") return readWords(reader);
  if (form === "glob") return toList([readParts(reader, reader.next())]);
  if (form !== "s///e") return undefined;
  readParts(reader, reader.next());
  return NOTHING;
}

/** What a name does with the braces behind it. */
function readBlockOf(reader: Reader, name: string): Value | undefined {
  if (BLOCK_CALLS.test(name)) return readMap(reader);
  switch (name) {
    case "exec":
    case "system":
      return readIndirect(reader, name);
    case "deref":
      reader.next();
      return readGroup(reader, (inner) => inner.expression());
    case "sub":
      reader.next();
      return takeSub(reader);
    case "do":
    case "eval":
      reader.next();
      return readGroup(reader, (inner) => inner.statements());
    default:
      return undefined;
  }
}

/** `exec {"/bin/sh"} "sh", "-i"`: what is in the braces runs, by another name. */
function readIndirect(reader: Reader, name: string): Value {
  reader.next();
  const program = readGroup(reader, (inner) => inner.expression());
  const [, ...args] = readArguments(reader).args;
  return callValue(reader, toReference(name), { args: [program, ...args], named: new Map() });
}

/** The first argument of the function, or of the whole code. */
function readShift(reader: Reader): Value {
  reader.next();
  const list = reader.scope.get("$_") ?? lookUp(reader, "$ARGV");
  return list.kind === "list" ? (list.items[0] ?? NOTHING) : NOTHING;
}

/** The block is read for each item, which is `$_` there. */
function readMap(reader: Reader): Value {
  const name = reader.next()?.text;
  const body = takeBraces(reader);
  const items = itemsOf(reader.expression()).slice(0, 256);
  const values = items.map((item) => {
    const made = makeFunction(reader, ["$_"], body);
    return made.invoke([item]);
  });
  return toList(name === "map" ? values : items);
}

/** `<F>` and `<STDIN>`: a line of what is open there. */
function readDiamond(reader: Reader): Value {
  reader.next();
  const name = reader.next()?.text ?? "";
  reader.next();
  return reader.scope.get(name) ?? toReference(`${name}.line`);
}
