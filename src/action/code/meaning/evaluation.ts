import { toCharacter } from "../lex/escape.ts";
import { decode, type Encoding } from "../fold/decode.ts";
import { format } from "../fold/format.ts";
import type { CallSite, Handler } from "../language.ts";
import { unknownFrom } from "../../shell/origin.ts";
import {
  asText,
  type FunctionValue,
  isKnown,
  itemsOf,
  joinValues,
  NOTHING,
  numberOf,
  toList,
  toReference,
  toText,
  type Value,
} from "../value.ts";
import { callbackWith } from "../read/call.ts";
import { memberOf } from "../read/member.ts";
import { Scope } from "../read/scope.ts";
import { argument } from "./given.ts";

/** The first argument is code of the same language. */
export const evaluates: Handler = (call) => {
  const code = argument(call, 0, "code", "source");
  if (code === undefined || code.kind === "function") return NOTHING;
  return call.examination.evaluate(code, call.scope);
};

/** The last argument is code, and the call's value a function of it: `Function("a", "return a")`. */
export const makesFunction: Handler = (call) => {
  const code = call.args.at(-1);
  if (code === undefined) return NOTHING;
  if (call.args.length > 1) return makeWithParameters(call, code);
  const value = call.examination.evaluate(code, call.scope);
  return { kind: "function", parameters: [], invoke: () => value };
};

function makeWithParameters(call: CallSite, code: Value): Value {
  const { examination } = call;
  const parameters = call.args.slice(0, -1).flatMap((each) => asText(each).text.split(/[\s,]+/));
  const made: FunctionValue = {
    kind: "function",
    parameters,
    invoke: (args) => {
      examination.uncalled.delete(made);
      const scope = new Scope(call.scope);
      for (const [at, name] of parameters.entries()) scope.declare(name, args[at] ?? NOTHING);
      return examination.evaluate(code, scope);
    },
  };
  examination.uncalled.add(made);
  return made;
}

/** Code that no one reads as text: what is unpickled, a library that is loaded. */
export const runsUnseen: Handler = ({ examination }) => {
  if (!examination.isSpeculative)
    examination.emit({ kind: "evaluates", code: unknownFrom(["decoder"]) });
  return NOTHING;
};

/** As `runsUnseen`, where nothing says that it was hidden. */
export const runsUnknown: Handler = ({ examination }) => {
  if (!examination.isSpeculative) examination.emit({ kind: "evaluates", code: NOTHING.text });
  return NOTHING;
};

/** Decodes the first argument, or what it is a method of. */
export function decodes(encoding: Encoding): Handler {
  return (call) => {
    const value = call.on?.kind === "text" ? call.on : argument(call, 0, "s", "data");
    return value === undefined ? NOTHING : decode(value, encoding);
  };
}

/** Decodes the first argument as the second says; what is in no code it knows is as it was. */
export const decodesBy: Handler = ({ on, args }) => {
  const [value, name] = on?.kind === "text" ? [on, args[0]] : args;
  if (value === undefined) return NOTHING;
  const encoding = name === undefined || !isKnown(name) ? "" : name.text.toLowerCase();
  if (encoding.startsWith("base64")) return decode(value, "base64");
  if (encoding.startsWith("hex")) return decode(value, "hex");
  if (/rot_?13/.test(encoding)) return decode(value, "rot13");
  if (/zlib|gzip|bz2|zip/.test(encoding)) return decode(value, "other");
  return value;
};

/** `unpack`s and `pack`s of hexadecimal digits, base64 and character codes. */
export const packs: Handler = ({ args: [template, ...values] }) => {
  const kind = template === undefined ? "" : asText(template).text.charAt(0);
  const [first = NOTHING] = values;
  if (kind === "H" || kind === "h") return decode(first, "hex");
  if (kind === "u") return decode(first, "other");
  if (kind === "m") return decode(first, "base64");
  if (/^[cCUW]/.test(kind)) return toCharacters(values.flatMap(itemsOf));
  return values.length === 0 ? NOTHING : joinValues(values, "");
};

/** Characters by their numbers. */
export const makesCharacters: Handler = ({ args }) => toCharacters(args.flatMap(itemsOf));

function toCharacters(values: readonly Value[]): Value {
  const codes = values.map(numberOf);
  if (codes.includes(undefined)) return NOTHING;
  return toText(codes.map((code) => toCharacter(code ?? -1)).join(""));
}

/** The number of a character. */
export const numbersCharacter: Handler = ({ args: [value] }) => {
  if (value === undefined || !isKnown(value)) return NOTHING;
  return { kind: "text", text: `${value.text.codePointAt(0) ?? 0}`, isNumber: true };
};

/** Fills a template. */
export const formats: Handler = ({ args: [template, ...values] }) =>
  template === undefined ? NOTHING : format(template, toList(values));

/** Puts together the items of the second argument, the first between them. */
export const joinsItems: Handler = ({ args: [first, ...rest] }) => {
  if (first === undefined) return NOTHING;
  const [separator, items] = first.kind === "list" ? [rest[0], [first]] : [first, rest];
  return joinValues(items.flatMap(itemsOf), separator === undefined ? "" : asText(separator).text);
};

/** All arguments as one text. */
export const concatenates: Handler = ({ args }) => joinValues(args, "");

/** The first argument read backwards. */
export const reverses: Handler = ({ args }) => {
  const [value = NOTHING] = args;
  if (value.kind === "list" || args.length > 1) return toList(args.flatMap(itemsOf).toReversed());
  return isKnown(value) ? decode(value, "reverse") : value;
};

/** The first argument is a function, or the name of one, for the others: `call_user_func("system", "ls")`. */
export const callsFirst: Handler = ({ args: [callback, ...rest], ...call }) => {
  if (callback === undefined) return NOTHING;
  const callee = isKnown(callback) ? toReference(callback.text) : callback;
  const given = /_array$|^do\.call$/.test(call.name) ? rest.flatMap(itemsOf) : rest;
  return callbackWith(call, callee, given[0] ?? NOTHING);
};

/** `map(f, list)`. */
export const mapsItems: Handler = ({ args, examination, scope }) => {
  const [callback, list] = args[0]?.kind === "list" ? [args[1], args[0]] : args;
  if (callback === undefined || list === undefined) return NOTHING;
  const items = list.kind === "text" && isKnown(list) ? [...list.text].map(toText) : itemsOf(list);
  return toList(
    items.slice(0, 256).map((item) => callbackWith({ examination, scope }, callback, item)),
  );
};

/** Loads a module: what is called by its name then. */
export const loadsModule: Handler = (call) => {
  const value = argument(call, 0, "name");
  if (value === undefined || !isKnown(value)) return NOTHING;
  return toReference(
    value.text
      .replace(/^node:/, "")
      .replaceAll("/promises", "")
      .replaceAll("/", "."),
  );
};

/** `getattr(on, name)`. */
export const getsMember: Handler = ({ args: [on, name], ...place }) => {
  if (on === undefined || name === undefined || !isKnown(name)) {
    return on?.kind === "reference" ? NOTHING : on;
  }
  return memberOf(on, name.text, place);
};
