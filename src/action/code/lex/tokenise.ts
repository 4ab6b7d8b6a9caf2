import { UNKNOWN } from "../../../model/invocation.ts";
import type { Dialect } from "./dialect.ts";
import { Scanner } from "./scanner.ts";
import type { Token } from "./token.ts";

type Bare = Omit<Token, "isSpaced">;

/** Operators of more than one character, the longer ones first. */
const MARKS =
  "=== !== **= ... <<= >>= ??= ||= &&= //= ..= <=> => -> :: ?. &. == != <= >= && || ?? += -= *= /= %= " +
  "|= ^= .= := << >> ** // .. =~ !~ ++ --";

/** A longer pattern is taken for a division. */
const MAX_PATTERN_UNITS = 1024;

/** Brackets inside of which the end of a line ends nothing. */
const ROUND: Readonly<Record<string, number>> = { "(": 1, "[": 1, ")": -1, "]": -1 };

/** The code as tokens, without comments. Total: a text without an end is one to the end. Linear. */
export function tokenise(source: string, dialect: Dialect): readonly Token[] {
  const scanner = new Scanner(source, dialect);
  const tokens: Token[] = [];
  const marks = [...(dialect.marks ?? []), ...MARKS.split(" ")];
  let depth = 0;
  while (!scanner.isAtEnd) {
    const start = scanner.at;
    skipBlanks(scanner);
    const isSpaced = scanner.at > start;
    if (scanner.isAtEnd) break;
    const token = readToken(scanner, marks);
    if (token.kind === "line" && (!dialect.hasLines || depth > 0)) continue;
    if (token.kind === "mark") depth = Math.max(0, depth + (ROUND[token.text] ?? 0));
    scanner.last = token;
    tokens.push({ ...token, isSpaced });
  }
  return tokens;
}

function skipBlanks(scanner: Scanner): void {
  const { dialect } = scanner;
  for (;;) {
    const start = scanner.at;
    scanner.take(/(?:[ \t\r\f]|\\\r?\n)+/y);
    const block = dialect.blocks?.find(([open]) => scanner.sees(open));
    if (block !== undefined) {
      scanner.at += block[0].length;
      scanner.takeUntil(block[1]);
    } else if (dialect.comments.some((comment) => scanner.sees(comment))) {
      scanner.take(/[^\n]*/y);
    }
    if (scanner.at === start) return;
  }
}

function readToken(scanner: Scanner, marks: readonly string[]): Bare {
  if (scanner.peek() === "\n") return readLine(scanner);
  return (
    scanner.dialect.special?.(scanner) ??
    readQuoted(scanner) ??
    readName(scanner) ??
    readNumber(scanner) ??
    readPattern(scanner) ??
    readMark(scanner, marks)
  );
}

function readLine(scanner: Scanner): Bare {
  scanner.at += 1;
  for (const read of scanner.pending.splice(0)) read(scanner);
  const [blanks = ""] =
    scanner
      .take(/(?:[ \t]*\r?\n)*[ \t]*/y)
      ?.split("\n")
      .slice(-1) ?? [];
  return { kind: "line", text: "\n", indent: blanks.replaceAll("\t", "        ").length };
}

function readQuoted(scanner: Scanner): Bare | undefined {
  const { quotes, hasTriples } = scanner.dialect;
  const quote = scanner.peek();
  const style = Object.hasOwn(quotes, quote) ? quotes[quote] : undefined;
  if (style === undefined) return undefined;
  const close = hasTriples === true && scanner.sees(quote.repeat(3)) ? quote.repeat(3) : quote;
  scanner.at += close.length;
  const parts = scanner.readText({ close }, style);
  return { kind: style.isShell === true ? "shell" : "text", text: "", parts };
}

/** A name; what the shell has left open in the code is a text of its own. */
function readName(scanner: Scanner): Bare | undefined {
  const unknown = scanner.take(/[\uFFFC\uFDD0-\uFDD6]+/y);
  if (unknown !== undefined) return { kind: "text", text: UNKNOWN, parts: [unknown] };
  const { sigils = "" } = scanner.dialect;
  const sigil = sigils.includes(scanner.peek()) ? scanner.peek() : "";
  const start = scanner.at;
  scanner.at += sigil.length;
  const name =
    scanner.take(/[\p{L}_][\p{L}\p{N}_]*/uy) ??
    (sigil === "" ? undefined : scanner.take(/\d+|[_!@&$0;,./\\](?![\w({])/y));
  if (name === undefined) {
    scanner.at = start;
    return undefined;
  }
  return { kind: "name", text: sigil + name.normalize("NFKC") };
}

function readNumber(scanner: Scanner): Bare | undefined {
  const text = scanner.take(/0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d+)?/y);
  if (text === undefined) return undefined;
  scanner.take(/[nL](?!\w)/y);
  const plain = text.replaceAll("_", "");
  const isOctal = /^0[0-7]+$/.test(plain);
  return { kind: "number", text: `${isOctal ? Number.parseInt(plain, 8) : Number(plain)}` };
}

function readPattern(scanner: Scanner): Bare | undefined {
  if (scanner.dialect.hasPatterns !== true || scanner.peek() !== "/") return undefined;
  if (!scanner.startsExpression()) return undefined;
  const end = endOfPattern(scanner.source, scanner.at);
  if (end === undefined) return undefined;
  const text = scanner.source.slice(scanner.at, end);
  scanner.at = end;
  scanner.take(/[a-z]*/y);
  return { kind: "pattern", text };
}

/** Behind the slash that ends the pattern, unless the line ends first. */
function endOfPattern(source: string, start: number): number | undefined {
  let isClass = false;
  for (let at = start + 1; at < Math.min(source.length, start + MAX_PATTERN_UNITS); at += 1) {
    const char = source.charAt(at);
    if (char === "\n") return undefined;
    if (char === "\\") at += 1;
    else if (char === "[") isClass = true;
    else if (char === "]") isClass = false;
    else if (char === "/" && !isClass) return at + 1;
  }
  return undefined;
}

function readMark(scanner: Scanner, marks: readonly string[]): Bare {
  const text = marks.find((mark) => scanner.sees(mark)) ?? scanner.peek();
  scanner.at += text.length;
  return { kind: "mark", text };
}
