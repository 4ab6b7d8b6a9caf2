import type { Scanner } from "./scanner.ts";

const SINGLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

const NUMBERED =
  /\\(?:x\{([0-9a-fA-F]{1,6})\}|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))/y;

/** What a backslash and what follows it stand for; the scanner is behind them then. */
export function readEscape(scanner: Scanner): string {
  NUMBERED.lastIndex = scanner.at;
  const found = NUMBERED.exec(scanner.source);
  if (found === null) {
    const next = scanner.peek(1);
    scanner.at += 2;
    return Object.hasOwn(SINGLE, next) ? (SINGLE[next] ?? next) : next;
  }
  scanner.at += found[0].length;
  const octal = found[6];
  const digits = found.slice(1, 6).find((each) => each !== undefined) ?? "";
  return toCharacter(octal === undefined ? Number.parseInt(digits, 16) : Number.parseInt(octal, 8));
}

/** The character of that number; nothing where there is none. */
export function toCharacter(code: number): string {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
