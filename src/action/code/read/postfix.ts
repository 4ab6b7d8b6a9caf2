import { type FunctionValue, NOTHING, numberOf, toText, type Value } from "../value.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { isAssignment } from "./assign.ts";
import { readBlock } from "./block.ts";
import { callValue } from "./call.ts";
import { itemOf, memberOf, sliceOf } from "./member.ts";
import { readGroup, readParts } from "./primary.ts";
import type { Reader } from "./reader.ts";

/** Words that stand behind a value and are no argument of it. */
const NO_ARGUMENT =
  /^(?:if|unless|while|until|for|foreach|or|and|not|xor|x|eq|ne|lt|gt|le|ge|cmp|do|then|end|else|elsif|elif|in|is|as|rescue|instanceof|of|from|with|until|return|catch|finally|use)$/;

/** What is done to a value: members, items, calls, assignments to them. */
export function readPostfix(reader: Reader, start: Value): Value {
  let value = start;
  while (reader.at < reader.end) {
    const { at } = reader;
    const next = readOne(reader, value);
    if (next === undefined || reader.at === at) break;
    value = next;
  }
  return settle(reader, value);
}

/** Where a member is called by its name alone: what that gives. */
function settle(reader: Reader, value: Value): Value {
  const { examination } = reader;
  if (examination.language.syntax.callsMembers !== true) return value;
  if (value.kind === "method") return callValue(reader, value, plainly([]));
  if (value.kind !== "reference" || !value.name.includes(".")) return value;
  const last = value.name.slice(value.name.lastIndexOf(".") + 1);
  const isKnown = examination.findCall(value.name) ?? examination.findMethod(last);
  return isKnown === undefined ? value : callValue(reader, value, plainly([]));
}

function readOne(reader: Reader, value: Value): Value | undefined {
  const token = reader.peek();
  const { syntax } = reader.examination.language;
  switch (token?.kind) {
    case "mark":
      return readMarked(reader, value);
    case "text":
      if (syntax.hasArrows === true && token.isSpaced === false && isCallable(value))
        return callValue(reader, value, plainly([readParts(reader, reader.next())]));
      return readBare(reader, value);
    case "name":
      if (token.text === "do" && syntax.hasBlocks === true) return readBraces(reader, value);
      return readBare(reader, value);
    case "number":
    case "pattern":
    case "shell":
      return readBare(reader, value);
    case "line":
      return readNextLine(reader, value);
    case undefined:
      return undefined;
  }
}

/** A chain of calls may go on in the next line: `.then(…)`. */
function readNextLine(reader: Reader, value: Value): Value | undefined {
  let ahead = 1;
  while (reader.peek(ahead)?.kind === "line") ahead += 1;
  const { members } = reader.examination.language.syntax;
  const isChained =
    reader.atMark(/^(?:\.|\?\.|&\.)$/, ahead) && members.includes(reader.mark(ahead));
  if (isChained) reader.goTo(reader.at + ahead);
  return isChained ? value : undefined;
}

function readMarked(reader: Reader, value: Value): Value | undefined {
  const { syntax } = reader.examination.language;
  const mark = reader.mark();
  if (syntax.members.includes(mark)) return readMember(reader, value);
  switch (mark) {
    case "(":
      if (syntax.callsBare === true && reader.peek()?.isSpaced === true && !isCallable(value))
        return undefined;
      return readCall(reader, value);
    case "[":
      return readItem(reader, value);
    case "{":
      return readBraces(reader, value);
    default:
      if (isAssignment(reader) && value.kind !== "text") return assignTo(reader, value);
      return readBare(reader, value);
  }
}

function isCallable({ kind }: Value): boolean {
  return kind === "reference" || kind === "method" || kind === "function";
}

function plainly(args: readonly Value[]): Arguments {
  return { args, named: new Map() };
}

function readMember(reader: Reader, value: Value): Value | undefined {
  const after = reader.peek(1);
  if (after?.kind === "mark" && /^[([{]$/.test(after.text)) {
    // `->[0]`, `?.()`, and `.(…)`, which calls.
    reader.next();
    return after.text === "(" ? readCall(reader, value) : readItem(reader, value);
  }
  if (after?.kind !== "name") return undefined;
  reader.next();
  reader.next();
  const name = after.text;
  return memberOf(settle(reader, value), name, reader);
}

function readCall(reader: Reader, value: Value): Value {
  const given = readBracketed(reader);
  const block = readBlock(reader);
  return callValue(reader, value, block === undefined ? given : withBlock(given, block));
}

function readBracketed(reader: Reader): Arguments {
  let given = plainly([]);
  readGroup(reader, (inner) => {
    given = readArguments(inner);
    return toText("");
  });
  return given;
}

function withBlock({ args, named }: Arguments, block: FunctionValue): Arguments {
  return { args: [...args, block], named };
}

function readItem(reader: Reader, value: Value): Value | undefined {
  const { syntax } = reader.examination.language;
  const isArgument = reader.peek()?.isSpaced === true && syntax.callsBare === true;
  if (isArgument && isCallable(value)) return readBare(reader, value);
  let item: Value = value;
  const isName = reader.mark() === "{";
  readGroup(reader, (inner) => {
    item = readKey(inner, value, isName);
    return item;
  });
  return item;
}

/** What the brackets pick: one item, or with a colon a stretch of them. */
function readKey(inner: Reader, on: Value, isName: boolean): Value {
  const isAlone = isName && inner.at + 1 === inner.end && inner.atName(/^[^$]/);
  if (isAlone) return itemOf(on, toText(inner.next()?.text ?? ""), inner);
  const first = inner.atMark(COLON) ? undefined : (readArguments(inner).args[0] ?? NOTHING);
  return inner.atMark(COLON) ? readSlice(inner, on, first) : itemOf(on, first ?? NOTHING, inner);
}

const COLON = /^:{1,2}$/;

function readSlice(inner: Reader, on: Value, first: Value | undefined): Value {
  const bounds = [first];
  while (inner.atMark(COLON)) {
    if (inner.next()?.text === "::") bounds.push(undefined);
    const isEmpty = inner.at >= inner.end || inner.mark() === ":";
    bounds.push(isEmpty ? undefined : inner.expression());
  }
  return sliceOf(on, bounds.map(numberOf));
}

/** A block behind a call, or an item by name. */
function readBraces(reader: Reader, value: Value): Value | undefined {
  const { syntax } = reader.examination.language;
  if (syntax.hasBlocks === true && isCallable(value)) {
    const block = readBlock(reader);
    return block === undefined ? undefined : callValue(reader, value, plainly([block]));
  }
  if (syntax.callsBare === true && reader.peek()?.isSpaced === false)
    return readItem(reader, value);
  return undefined;
}

/** `system "ls"`. */
function readBare(reader: Reader, value: Value): Value | undefined {
  const { syntax } = reader.examination.language;
  if (syntax.callsBare !== true || !(isCallable(value) || value.kind === "handle"))
    return undefined;
  if (!beginsArgument(reader)) return undefined;
  const given = readArguments(reader);
  const block = readBlock(reader);
  return callValue(reader, value, block === undefined ? given : withBlock(given, block));
}

function beginsArgument(reader: Reader): boolean {
  const token = reader.peek();
  if (token === undefined) return false;
  if (!token.isSpaced) return token.kind === "text" || token.text.startsWith("$");
  if (token.kind === "name") return !NO_ARGUMENT.test(token.text);
  if (token.kind !== "mark") return true;
  if (/^[[\\(]$/.test(token.text)) return true;
  return /^(?:[*&-]|->|::|\*\*)$/.test(token.text) && reader.peek(1)?.isSpaced === false;
}

/** `a.b = c`: noted under the name, where it has one. */
function assignTo(reader: Reader, target: Value): Value {
  reader.next();
  const value = reader.expression();
  if (target.kind === "reference") reader.scope.set(target.name, value);
  // `socket.onmessage = (m) => …`
  const isHandler = target.kind === "method" && /^on[a-z]+$/.test(target.name);
  if (isHandler && value.kind === "function") value.invoke([target.on]);
  return value;
}
