const SINGLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001B",
  E: "\u001B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0[0-7]{0,3}|[1-7][0-7]{0,2})|([\s\S]))/g;

/** A text with the backslash escapes of `echo -e` and `printf` replaced by what they stand for. */
export function decodeEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replaceAll(ESCAPE, (whole: string, ...groups: (string | undefined)[]) => {
    const [hex, short, long, octal, letter] = groups;
    const digits = hex ?? short ?? long;
    if (digits !== undefined) return toCharacter(Number.parseInt(digits, 16));
    if (octal !== undefined) return toCharacter(Number.parseInt(octal, 8) & 0xff);
    return SINGLE[letter ?? ""] ?? whole;
  });
}

function toCharacter(code: number): string {
  return code > 0x10ffff ? "" : String.fromCodePoint(code);
}
