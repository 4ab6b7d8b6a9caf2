import { MAX_CODE_POINT } from "./ast.ts";
import { invertRanges, perlRanges, type ClassMembers } from "./class.ts";
import { failRe2, takeChar, takeIf, takeMatch, type Re2Scanner } from "./scanner.ts";

/** What a backslash in a pattern stands for: one code point, or a set of them. */
export type Escaped =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "set"; readonly members: ClassMembers };

/**
 * Reads an escape that means the same inside and outside brackets; the backslash is already taken.
 * Syntax: https://pkg.go.dev/regexp/syntax
 * @throws Re2Error for an escape that RE2 does not have.
 */
export function readEscape(scanner: Re2Scanner): Escaped {
  const start = scanner.position - 1;
  const char = takeChar(scanner);
  const set = perlSet(char) ?? propertySet(scanner, char);
  if (set) return { kind: "set", members: set };
  const code = controlCode(char) ?? numericCode(scanner, char);
  if (code !== undefined) return { kind: "code", code };
  if (/[1-9]/.test(char)) failRe2(scanner, "RE2 has no backreferences", start);
  if (/[A-Za-z0-9]/.test(char)) failRe2(scanner, `RE2 has no escape \\${char}`, start);
  return { kind: "code", code: char.codePointAt(0) ?? 0 };
}

function perlSet(char: string): ClassMembers | undefined {
  const ranges = perlRanges(char);
  if (!ranges) return undefined;
  return { ranges: /[DSW]/.test(char) ? invertRanges(ranges) : ranges, properties: [] };
}

function propertySet(scanner: Re2Scanner, char: string): ClassMembers | undefined {
  if (char !== "p" && char !== "P") return undefined;
  const match = takeMatch(scanner, /\{(\^?)(\w+)\}|([A-Z])/y);
  const name = match?.[2] ?? match?.[3];
  if (!match || !name) return failRe2(scanner, "\\p needs a class such as \\pL or \\p{Greek}");
  const negated = (char === "P") !== (match[1] === "^");
  if (name === "Any") return { ranges: negated ? [] : [[0, MAX_CODE_POINT]], properties: [] };
  return { ranges: [], properties: [{ name, negated }] };
}

function controlCode(char: string): number | undefined {
  const codes: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
  return Object.hasOwn(codes, char) ? codes[char] : undefined;
}

function numericCode(scanner: Re2Scanner, char: string): number | undefined {
  if (char === "x") return hexCode(scanner);
  if (char === "0") {
    return Number.parseInt(`0${takeMatch(scanner, /[0-7]{0,2}/y)?.[0] ?? ""}`, 8);
  }
  // RE2 reads \1 to \7 as octal only with more octal digits after it.
  const rest = /[1-7]/.test(char) ? takeMatch(scanner, /[0-7]{1,2}/y) : undefined;
  return rest ? Number.parseInt(char + rest[0], 8) : undefined;
}

function hexCode(scanner: Re2Scanner): number {
  const match = takeMatch(scanner, /\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2})/y);
  if (!match) return failRe2(scanner, "\\x needs two hexadecimal digits, or some in braces");
  const code = Number.parseInt(match[1] ?? match[2] ?? "", 16);
  return code <= 0x10ffff ? code : failRe2(scanner, "\\x is beyond U+10FFFF");
}

/** The literal text of `\Q…\E`, when that is next; the backslash is not taken yet. */
export function takeQuoted(scanner: Re2Scanner): string | undefined {
  if (!takeIf(scanner, "\\Q")) return undefined;
  const end = scanner.pattern.indexOf("\\E", scanner.position);
  const stop = end < 0 ? scanner.pattern.length : end;
  const text = scanner.pattern.slice(scanner.position, stop);
  scanner.position = end < 0 ? stop : stop + 2;
  return text;
}
