import { toCharacter } from "../lex/escape.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins, unknownFrom } from "../../shell/origin.ts";
import { asText, carry, isKnown, type TextValue, type Value } from "../value.ts";

export type Encoding = "base64" | "base32" | "hex" | "rot13" | "url" | "reverse" | "other";

/** What decoding gives: a known text of a known one, or else something that came out of a decoder. */
export function decode(value: Value, encoding: Encoding): TextValue {
  const source = asText(value);
  const text = isKnown(source) ? decodeText(source.text, encoding) : undefined;
  if (text !== undefined) return { ...carry(text, [source]), isDecoded: true };
  const origins = readOrigins(source.text);
  return carry(unknownFrom([...origins, "decoder"]), [source]);
}

function decodeText(text: string, encoding: Encoding): string | undefined {
  switch (encoding) {
    case "base64":
      return readable(Buffer.from(text, "base64"));
    case "hex":
      return readable(Buffer.from(text.replaceAll(/[\s:]/g, ""), "hex"));
    case "rot13":
      return text.replaceAll(/[a-z]/gi, rotate);
    case "url":
      return text.replaceAll(/%([\da-fA-F]{2})/g, (_, hex: string) =>
        toCharacter(Number.parseInt(hex, 16)),
      );
    case "reverse":
      return [...text].reverse().join("");
    case "base32":
    case "other":
      return undefined;
  }
}

/** Bytes as text; what is compressed or machine code stays unknown. */
function readable(bytes: Buffer): string | undefined {
  const text = bytes.toString("utf8");
  return /[\u0000-\u0008\u000E-\u001A\uFFFD]/.test(text) || text.includes(UNKNOWN)
    ? undefined
    : text;
}

function rotate(letter: string): string {
  const base = letter < "a" ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
}
