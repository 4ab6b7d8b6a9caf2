import type { Part, Token } from "../lex/token.ts";
import {
  asText,
  carry,
  type FunctionValue,
  joinValues,
  mixValues,
  NOTHING,
  type TextValue,
  toList,
  toNumber,
  toReference,
  toText,
  type Value,
} from "../value.ts";
import { readItems } from "./arguments.ts";
import { assign, isAssignment } from "./assign.ts";
import { makeFunction, readParameters } from "./functions.ts";
import { readRecord } from "./record.ts";
import { readNames } from "./bind.ts";
import { memberOf } from "./member.ts";
import { readGrowth } from "./grow.ts";
import type { Reader } from "./reader.ts";

const WORDS: Readonly<Record<string, string>> = {
  True: "true",
  False: "false",
  true: "true",
  false: "false",
  TRUE: "true",
  FALSE: "false",
  None: "",
  null: "",
  nil: "",
  undef: "",
  undefined: "",
  NULL: "",
};

/** What an expression begins with, without what is done to it. */
export function readPrimary(reader: Reader): Value {
  const special = reader.examination.language.primary?.(reader);
  if (special !== undefined) return special;
  const token = reader.peek();
  switch (token?.kind) {
    case undefined:
    case "line":
      return NOTHING;
    case "text":
      return readTexts(reader);
    case "shell":
      return runShell(reader);
    case "number":
      reader.next();
      return toNumber(Number(token.text));
    case "pattern":
      reader.next();
      return NOTHING;
    case "name":
      return readName(reader, token.text);
    case "mark":
      return readBracket(reader, token.text);
  }
}

function readName(reader: Reader, name: string): Value {
  if (isArrow(reader, reader.at + 1)) return readArrow(reader, reader.at + 1);
  reader.next();
  if (isAssignment(reader)) return assign(reader, name);
  return readGrowth(reader, name) ?? lookUp(reader, name);
}

/** The value of a name. */
export function lookUp({ scope, examination }: Reader, name: string): Value {
  const known = scope.get(name) ?? examination.language.constant?.(name, examination);
  if (known !== undefined) return known;
  if (Object.hasOwn(WORDS, name)) return toText(WORDS[name] ?? "");
  const module = examination.opened.find(
    (each) => examination.findCall(`${each}.${name}`) !== undefined,
  );
  return toReference(module === undefined ? name : `${module}.${name}`);
}

function readBracket(reader: Reader, bracket: string): Value {
  if (bracket === "(") return readParenthesis(reader);
  if (bracket === "[") return readGroup(reader, (inner) => toList(readItems(inner)));
  if (bracket === "{") return readGroup(reader, readRecord);
  return NOTHING;
}

function readParenthesis(reader: Reader): Value {
  const close = reader.closeOf();
  if (isArrow(reader, close + 1)) return readArrow(reader, close + 1);
  return readGroup(reader, (inner) => {
    const items = readItems(inner);
    const isTuple = items.length > 1 || reader.tokens.list[close - 1]?.text === ",";
    return isTuple || items.length === 0 ? toList(items) : (items[0] ?? NOTHING);
  });
}

/** Reads what stands between the brackets here; whatever of it is left over is read as statements. */
export function readGroup(reader: Reader, read: (inner: Reader) => Value): Value {
  const close = reader.closeOf();
  const inner = reader.branch(reader.at + 1, close);
  reader.next();
  const value = read(inner);
  if (inner.at < inner.end) inner.statements();
  reader.at = Math.max(reader.at, Math.min(close + 1, reader.end));
  return value;
}

function isArrow(reader: Reader, at: number): boolean {
  if (reader.examination.language.syntax.hasArrows !== true || at >= reader.end) return false;
  return reader.tokens.list[at]?.text === "=>";
}

/** `a => …`, `(a, b) => …`: parameters up to the arrow, then one expression or a body. */
function readArrow(reader: Reader, arrow: number): Value {
  if (reader.mark() === "(" && reader.mark(1) === "{") return readPatternArrow(reader, arrow);
  const parameters = readParameters(reader, arrow);
  reader.at = Math.min(arrow + 1, reader.end);
  return readBody(reader, parameters);
}

/** `({a, b: c}) => …`: it gets the members by their names. */
function readPatternArrow(reader: Reader, arrow: number): Value {
  const bound = readNames(reader.branch(reader.at + 2, reader.closeOf(reader.at + 1)), arrow);
  reader.at = Math.min(arrow + 1, reader.end);
  const body = readBody(
    reader,
    bound.map(({ name }) => name),
  );
  if (body.kind !== "function") return body;
  const { uncalled } = reader.examination;
  const made: FunctionValue = {
    kind: "function",
    parameters: [""],
    invoke: ([given = NOTHING]) => {
      uncalled.delete(made);
      return body.invoke(bound.map(({ key }) => memberOf(given, key, reader)));
    },
  };
  uncalled.delete(body);
  uncalled.add(made);
  return made;
}

/** A function whose body, in braces or not, begins here. */
export function readBody(reader: Reader, parameters: readonly string[]): Value {
  if (reader.mark() === "{") {
    const close = reader.closeOf();
    const made = makeFunction(reader, parameters, { from: reader.at + 1, to: close });
    reader.at = Math.min(close + 1, reader.end);
    return made;
  }
  const from = reader.at;
  const to = endOfExpression(reader);
  reader.at = to;
  return makeFunction(reader, parameters, { from, to, isExpression: true });
}

/** Where the expression here ends, by what cannot be in one. */
function endOfExpression(reader: Reader): number {
  for (let at = reader.at; at < reader.end && reader.examination.spend(); at += 1) {
    const token = reader.tokens.list[at];
    if (token?.kind === "line") return at;
    if (token?.kind !== "mark") continue;
    if (/^[([{]$/.test(token.text)) at = reader.closeOf(at);
    else if (/^[,;)\]}]$/.test(token.text)) return at;
  }
  return reader.end;
}

/** A text, and those beside it where that makes them one. */
function readTexts(reader: Reader): Value {
  const first = readParts(reader, reader.next());
  if (reader.examination.language.syntax.joinsAdjacent !== true) return first;
  const texts: Value[] = [first];
  while (reader.peek()?.kind === "text") texts.push(readParts(reader, reader.next()));
  return texts.length === 1 ? first : joinValues(texts, "");
}

/** A text with what its holes come to. */
export function readParts(reader: Reader, token: Token | undefined): TextValue {
  const parts = token?.parts ?? [];
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return toText(only);
  const values = parts.map((part) => readPart(reader, part));
  return carry(values.map(({ text }) => text).join(""), values);
}

function readPart({ examination, scope }: Reader, part: Part): TextValue {
  if (typeof part === "string") return toText(part);
  const value = examination.readInner(part.code, scope);
  return value.kind === "reference" ? NOTHING : asText(value);
}

function runShell(reader: Reader): Value {
  const value = readParts(reader, reader.next());
  reader.examination.emit({ kind: "runs", text: value.text });
  return mixValues([value]);
}
