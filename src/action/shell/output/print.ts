import { UNKNOWN } from "../../../model/invocation.ts";
import { decodeEscapes } from "./escapes.ts";
import type { Evaluator } from "./evaluator.ts";

/** echo. What dialects disagree about (escapes without `-e`) is unknown. */
export const echo: Evaluator = (args) => {
  let at = 0;
  let newline = true;
  let decode: boolean | undefined;
  for (; at < args.length; at += 1) {
    const option = args[at] ?? "";
    if (!/^-[neE]+$/.test(option)) break;
    if (option.includes("n")) newline = false;
    const last = option.replaceAll("n", "").at(-1);
    if (last !== undefined) decode = last === "e";
  }
  const text = args.slice(at).join(" ");
  const decoded = decodeEscapes(text);
  // zsh and dash decode without being asked to; bash does not.
  if (decode === undefined && decoded !== text) return UNKNOWN;
  return (decode === true ? decoded : text) + (newline ? "\n" : "");
};

const MAX_ROUNDS = 1024;
const DIRECTIVE = /%(?:%|[-+ #0]*\d{0,4}(?:\.\d{0,4})?([a-zA-Z]))/g;

/** printf, for the directives that only print their argument; its format is used again while arguments last. */
export const printf: Evaluator = (args) => {
  const start = args[0] === "--" ? 1 : 0;
  const format = args[start];
  if (format === undefined || format === "-v") return "";
  const values = args.slice(start + 1);
  if (values.length > MAX_ROUNDS) return UNKNOWN;
  let text = "";
  let used = 0;
  do {
    const before = used;
    text += printRound(format, () => values[used++] ?? "");
    if (used === before) break;
  } while (used < values.length);
  return text;
};

function printRound(format: string, next: () => string): string {
  let text = "";
  let from = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    text += decodeEscapes(format.slice(from, match.index));
    text += match[0] === "%%" ? "%" : printValue(match[0], next());
    from = match.index + match[0].length;
  }
  return text + decodeEscapes(format.slice(from));
}

function printValue(directive: string, value: string): string {
  switch (directive) {
    case "%s":
      return value;
    case "%b":
      return decodeEscapes(value);
    case "%c":
      return value.slice(0, 1);
    case "%d":
    case "%i":
      return /^-?\d+$/.test(value) ? value : UNKNOWN;
    default:
      return UNKNOWN;
  }
}
