import { Re2Error } from "./ast.ts";

/** The flags of RE2 that govern the nodes parsed while they are on. */
export interface Re2Flags {
  readonly fold: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

/** A position in a pattern; every reader below moves it. */
export interface Re2Scanner {
  readonly pattern: string;
  position: number;
  flags: Re2Flags;
  depth: number;
}

/** @throws Re2Error at the scanner's position, or at `offset`. */
export function failRe2(scanner: Re2Scanner, message: string, offset = scanner.position): never {
  throw new Re2Error(message, offset);
}

export function atEnd(scanner: Re2Scanner): boolean {
  return scanner.position >= scanner.pattern.length;
}

export function peekChar(scanner: Re2Scanner): string {
  const code = scanner.pattern.codePointAt(scanner.position);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The next code point, consumed. @throws Re2Error at the end of the pattern. */
export function takeChar(scanner: Re2Scanner): string {
  const char = peekChar(scanner);
  if (char === "") failRe2(scanner, "the pattern ends too early");
  scanner.position += char.length;
  return char;
}

/** Consumes `literal` if it is next. */
export function takeIf(scanner: Re2Scanner, literal: string): boolean {
  if (!scanner.pattern.startsWith(literal, scanner.position)) return false;
  scanner.position += literal.length;
  return true;
}

/** Consumes what the sticky expression matches; undefined when it does not match here. */
export function takeMatch(scanner: Re2Scanner, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = scanner.position;
  const match = sticky.exec(scanner.pattern);
  if (!match) return undefined;
  scanner.position += match[0].length;
  return match;
}
