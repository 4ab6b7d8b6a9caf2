import type { CodeRange, Re2Class, UnicodeProperty } from "./ast.ts";
import { invertRanges, posixRanges, type ClassMembers } from "./class.ts";
import { readEscape, type Escaped } from "./escape.ts";
import { atEnd, failRe2, takeChar, takeIf, takeMatch, type Re2Scanner } from "./scanner.ts";

/** Reads `[…]`; the opening bracket is already taken. @throws Re2Error */
export function readBracket(scanner: Re2Scanner): Re2Class {
  const start = scanner.position - 1;
  const negated = takeIf(scanner, "^");
  const ranges: CodeRange[] = [];
  const properties: UnicodeProperty[] = [];
  // A closing bracket right after the opening one is a literal.
  let first = true;
  while (first || !takeIf(scanner, "]")) {
    if (atEnd(scanner)) failRe2(scanner, "missing ]", start);
    const members = takePosix(scanner) ?? readItem(scanner);
    ranges.push(...members.ranges);
    properties.push(...members.properties);
    first = false;
  }
  return { kind: "class", ranges, properties, negated, fold: scanner.flags.fold };
}

function takePosix(scanner: Re2Scanner): ClassMembers | undefined {
  const match = takeMatch(scanner, /\[:(\^?)([a-z]+):\]/y);
  if (!match) return undefined;
  const ranges = posixRanges(match[2] ?? "");
  if (!ranges) return failRe2(scanner, `RE2 has no class ${match[0]}`);
  return { ranges: match[1] === "^" ? invertRanges(ranges) : ranges, properties: [] };
}

function readItem(scanner: Re2Scanner): ClassMembers {
  const start = scanner.position;
  const low = readMember(scanner);
  if (low.kind === "set") return low.members;
  const next = scanner.pattern.slice(scanner.position, scanner.position + 2);
  if (!next.startsWith("-") || next === "-]" || next.length < 2) return single(low.code);
  takeChar(scanner);
  const high = readMember(scanner);
  if (high.kind === "set" || high.code < low.code) {
    return failRe2(scanner, "invalid range in brackets", start);
  }
  return { ranges: [[low.code, high.code]], properties: [] };
}

function readMember(scanner: Re2Scanner): Escaped {
  const char = takeChar(scanner);
  return char === "\\" ? readEscape(scanner) : { kind: "code", code: char.codePointAt(0) ?? 0 };
}

function single(code: number): ClassMembers {
  return { ranges: [[code, code]], properties: [] };
}
