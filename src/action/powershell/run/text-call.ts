import { UNKNOWN } from "../../../model/invocation.ts";
import { blur } from "../../shell/origin.ts";
import type { Run } from "./run.ts";
import { text, toNumber, toText, type Value } from "./value.ts";

/** Longer texts than this are not gone through again. */
const MAX_TEXT_UNITS = 1 << 16;

interface Call {
  readonly of: Value;
  readonly name: string;
  readonly args: readonly Value[];
}

/** Methods of a string whose text is known, and `GetString` of an encoding. */
export function callText({ of, name, args }: Call, run: Run): Value | undefined {
  if (name === "getstring" && of.kind === "object") return decode(of.type, args[0]);
  if (of.kind !== "text" || of.text.length > MAX_TEXT_UNITS) return undefined;
  if (of.text.includes(UNKNOWN)) {
    return KEEPING.has(name) ? of : text(blur([of.text, ...args.map((arg) => toText(arg))]));
  }
  if (!run.frame.engine.ledger.spendUnits(of.text.length)) return undefined;
  const value = transform(of.text, name, args);
  return value === undefined ? undefined : text(value);
}

/** Methods that leave a text what it is, or nearly. */
const KEEPING = new Set(["tostring", "trim", "trimend", "trimstart", "tolower", "toupper"]);

function transform(source: string, name: string, args: readonly Value[]): string | undefined {
  switch (name) {
    case "tostring":
      return source;
    case "trim":
      return source.trim();
    case "tolower":
    case "tolowerinvariant":
      return source.toLowerCase();
    case "toupper":
    case "toupperinvariant":
      return source.toUpperCase();
    case "replace":
      return replace(source, args);
    case "substring":
    case "remove":
      return slice(source, name, args);
    default:
      return undefined;
  }
}

function replace(source: string, [from, to]: readonly Value[]): string | undefined {
  const [mark, text] = [from && toText(from), to && toText(to)];
  if (mark === undefined || text === undefined || mark === "" || text.length > 256)
    return undefined;
  return mark.includes(UNKNOWN) ? undefined : source.replaceAll(mark, () => text);
}

function slice(source: string, name: string, [at, count]: readonly Value[]): string | undefined {
  const start = toNumber(at);
  if (start === undefined || start < 0) return undefined;
  const end = count === undefined ? source.length : start + (toNumber(count) ?? Number.NaN);
  if (Number.isNaN(end)) return undefined;
  return name === "substring"
    ? source.slice(start, end)
    : source.slice(0, start) + source.slice(end);
}

function decode(encoding: string, value: Value | undefined): Value | undefined {
  if (value?.kind !== "bytes") return undefined;
  const isWide = encoding.endsWith("unicode") && !encoding.includes("bigendian");
  return text(value.bytes.toString(isWide ? "utf16le" : "utf8"));
}
