import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";

const PLAIN: QuoteStyle = { escapes: "all" };

export const pythonDialect: Dialect = {
  comments: ["#"],
  quotes: { '"': PLAIN, "'": PLAIN },
  hasTriples: true,
  hasLines: true,
  special: readPrefixed,
};

/** `r"…"`, `b'…'`, `f"…"`, `Rb'''…'''`. */
function readPrefixed(scanner: Scanner): Omit<Token, "isSpaced"> | undefined {
  const prefix = scanner.take(/[rRbBfFuUtT]{1,2}(?=["'])/y)?.toLowerCase();
  if (prefix === undefined) return undefined;
  const quote = scanner.peek();
  const close = scanner.sees(quote.repeat(3)) ? quote.repeat(3) : quote;
  scanner.at += close.length;
  const style: QuoteStyle = {
    escapes: prefix.includes("r") ? "none" : "all",
    ...(/[ft]/.test(prefix) && { holes: "{" as const }),
  };
  return { kind: "text", text: "", parts: scanner.readText({ close }, style) };
}
