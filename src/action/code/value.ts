import { UNKNOWN } from "../../model/invocation.ts";
import { readOrigins, unknownFrom } from "../shell/origin.ts";

/** A text, with `UNKNOWN` for each part that only running can tell. A number is the text of it. */
export interface TextValue {
  readonly kind: "text";
  readonly text: string;
  /** Files whose content is in it. */
  readonly files?: readonly string[];
  /** It was put together by a decoder: who reads the code does not see it. */
  readonly isDecoded?: true;
  readonly isNumber?: true;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
}

/** A dictionary, a hash, an object literal. */
export interface RecordValue {
  readonly kind: "record";
  readonly entries: ReadonlyMap<string, Value>;
}

/** Something with a name: `os.system`; what a call of it gives is `socket.socket()`. */
export interface ReferenceValue {
  readonly kind: "reference";
  readonly name: string;
}

/** A function of the code's own; its body is the tokens from one index up to another. */
export interface FunctionValue {
  readonly kind: "function";
  readonly parameters: readonly string[];
  readonly invoke: (args: readonly Value[]) => Value;
}

/** What is open for reading or writing: a file by its path, a program by its command line. */
export interface HandleValue {
  readonly kind: "handle";
  readonly path?: string;
  readonly command?: string;
}

/** All variables of the environment. */
export interface EnvironmentValue {
  readonly kind: "environment";
}

/** A member of something that has no name. */
export interface MethodValue {
  readonly kind: "method";
  readonly on: Value;
  readonly name: string;
}

export type Value =
  | TextValue
  | ListValue
  | RecordValue
  | ReferenceValue
  | FunctionValue
  | HandleValue
  | EnvironmentValue
  | MethodValue;

/** What nothing is known of. */
export const NOTHING: TextValue = { kind: "text", text: UNKNOWN };

export function toText(text: string): TextValue {
  return { kind: "text", text };
}

export function toNumber(number: number): TextValue {
  return Number.isFinite(number) ? { kind: "text", text: `${number}`, isNumber: true } : NOTHING;
}

export function toList(items: readonly Value[]): ListValue {
  return { kind: "list", items };
}

export function toReference(name: string): ReferenceValue {
  return { kind: "reference", name };
}

/** The value where a program wants a text. A list is its items, apart by a space. */
export function asText(value: Value): TextValue {
  switch (value.kind) {
    case "text":
      return value;
    case "list":
      return joinValues(value.items, " ");
    case "record":
      return mixValues([...value.entries.values()]);
    case "environment":
      return toText(unknownFrom(["environment"]));
    case "handle":
      return toContent(value);
    case "method":
      return mixValues([value.on]);
    case "function":
    case "reference":
      return NOTHING;
  }
}

/** What reading a handle gives. */
export function toContent({ path }: HandleValue): TextValue {
  if (path === undefined) return NOTHING;
  return { kind: "text", text: unknownFrom(["local"]), files: [path] };
}

/** The texts of the values one behind the other. */
export function joinValues(values: readonly Value[], separator: string): TextValue {
  const texts = values.map(asText);
  return carry(texts.map(({ text }) => text).join(separator), texts);
}

/** Something unknown that is made of these. */
export function mixValues(values: readonly Value[]): TextValue {
  const texts = values.map(asText);
  const origins = [...new Set(texts.flatMap(({ text }) => readOrigins(text)))];
  return carry(unknownFrom(origins), texts);
}

/** A text with what is known of the texts that it was made from. */
export function carry(text: string, sources: readonly TextValue[]): TextValue {
  const files = [...new Set(sources.flatMap(({ files = [] }) => files))].slice(0, 16);
  return {
    kind: "text",
    text,
    ...(files.length > 0 && { files }),
    ...(sources.some(({ isDecoded }) => isDecoded === true) && { isDecoded: true }),
  };
}

/** The items of a list; any other value is one. */
export function itemsOf(value: Value): readonly Value[] {
  return value.kind === "list" ? value.items : [value];
}

/** Whether everything of the text is known. */
export function isKnown(value: Value): value is TextValue {
  return value.kind === "text" && !value.text.includes(UNKNOWN);
}

/** The number that the value is; undefined where it is none. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value === undefined || !isKnown(value) || !/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value.text))
    return undefined;
  return Number(value.text);
}
