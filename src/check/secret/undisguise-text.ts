import { stretchesAround } from "./stretches-around.ts";

/** How far around something disguised the text is looked at: longer than most tokens. */
const REACH = 512;

const SPOT =
  /[\0\u00AD\u180E\u200B-\u200F\u2060-\u2064\uFEFF\uFF01-\uFF5E\uD835\uDB40]|[\uFE00-\uFE0F]|\\(?:u(?:00[2-7]|\{0{0,4}[2-7])|x[2-7])|&#|(?<=[A-Za-z0-9_-])["'`][ \t\r\n\\]{0,40}(?:[+.][ \t\r\n]{0,40})?["'`](?=[A-Za-z0-9_-])/g;

/**
 * What stands around disguised characters, as a program or a reader takes it: escapes and character
 * references of printable ASCII decoded, invisible characters and NULs dropped, full-width and
 * mathematical letters made plain, neighbouring string literals joined. Empty when nothing is disguised.
 */
export function undisguiseText(text: string): string {
  if (isPlain(text)) return "";
  return stretchesAround(text, SPOT, REACH)
    .map((stretch) => joinLiterals(decodeEscapes(flattenLetters(stretch))))
    .join("\n");
}

/** Whether nothing that a disguise needs is in the text: cheaper than the pattern, and so it is with most. */
function isPlain(text: string): boolean {
  const isAscii = Buffer.byteLength(text) === text.length;
  return isAscii && !["\0", "\\", "&#", '"', "'", "`"].some((sign) => text.includes(sign));
}

function flattenLetters(text: string): string {
  return text.replace(/[\0\p{Default_Ignorable_Code_Point}]/gu, "").normalize("NFKC");
}

function decodeEscapes(text: string): string {
  return text
    .replace(/\\u(?:00|\{0{0,4})([2-7][0-9A-Fa-f])\}?|\\x([2-7][0-9A-Fa-f])/g, (_, unicode, byte) =>
      String.fromCharCode(Number.parseInt(String(unicode ?? byte), 16)),
    )
    .replace(/&#[xX]0{0,4}([2-7][0-9A-Fa-f]);?/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(String(hex), 16)),
    )
    .replace(/&#0{0,4}([3-9][0-9]|1[01][0-9]|12[0-6]);?/g, (_, code) =>
      String.fromCharCode(Number(code)),
    );
}

/** `"a" + "b"`, `"a" . "b"`, `"a" "b"` and `"a"'b'` as `"ab"`. */
function joinLiterals(text: string): string {
  return text.replace(
    /(?<=[A-Za-z0-9_-])["'`][ \t\r\n\\]{0,40}(?:[+.][ \t\r\n]{0,40})?["'`](?=[A-Za-z0-9_-])/g,
    "",
  );
}
