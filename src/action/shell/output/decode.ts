import { UNKNOWN } from "../../../model/invocation.ts";
import type { Evaluator } from "./evaluator.ts";
import { readOperands } from "./evaluator.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** base64 -d, -D, --decode. */
export const base64: Evaluator = (args, input) => {
  const decodes = args.some((arg) => /^(?:-[a-zA-Z]*[dD]|--decode|-di)$/.test(arg));
  if (!decodes || input === undefined || readOperands(args).length > 0) return UNKNOWN;
  return toText(Buffer.from(input, "base64"));
};

/** openssl base64 -d, openssl enc -base64 -d, with or without -A. */
export const openssl: Evaluator = (args, input) => {
  const plain =
    args[0] === "base64" || (args[0] === "enc" && /^-(?:base64|a)$/.test(args[1] ?? ""));
  const rest = args.slice(1);
  const known = rest.every((arg) => /^-(?:d|A|a|base64)$/.test(arg));
  if (!plain || !known || !rest.includes("-d") || input === undefined) return UNKNOWN;
  return toText(Buffer.from(input, "base64"));
};

/** base32 -d. */
export const base32: Evaluator = (args, input) => {
  const decodes = args.some((arg) => /^(?:-[a-zA-Z]*[dD]|--decode)$/.test(arg));
  if (!decodes || input === undefined || readOperands(args).length > 0) return UNKNOWN;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of input.toUpperCase()) {
    const value = BASE32.indexOf(character);
    if (value < 0) continue;
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return toText(Buffer.from(bytes));
};

/** xxd -r -p: plain hexadecimal to bytes. */
export const xxd: Evaluator = (args, input) => {
  const options = args.join(" ");
  const plain = /^(?:-r -p|-p -r|-rp|-pr|-r -ps|-ps -r)$/.test(options);
  if (!plain || input === undefined) return UNKNOWN;
  return toText(Buffer.from(input.replaceAll(/[^0-9a-fA-F]/g, ""), "hex"));
};

/** Bytes that are no text are nothing that a shell would run as it stands. */
function toText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? UNKNOWN : text;
}
