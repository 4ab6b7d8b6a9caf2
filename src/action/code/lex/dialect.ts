import type { Scanner } from "./scanner.ts";
import type { Token } from "./token.ts";

/** How a text between quotes is read. */
export interface QuoteStyle {
  /** `all`: `\n`, `\x41` and so on; `delimiter`: only the quote and the backslash itself. */
  readonly escapes: "all" | "delimiter" | "none";
  /** What begins an expression: `{` in an f-string, `${`, `$(` or `$` before a name, `#{`, `$` before a name, that and `{$`. */
  readonly holes?: "{" | "${" | "$(" | "#{" | "$" | "{$";
  /** The text between is for a shell. */
  readonly isShell?: true;
}

/** What a language's tokens look like. */
export interface Dialect {
  /** What begins a comment that ends with the line. */
  readonly comments: readonly string[];
  readonly blocks?: readonly (readonly [open: string, close: string])[];
  readonly quotes: Readonly<Record<string, QuoteStyle>>;
  /** Three quotes in a row open a text that three close. */
  readonly hasTriples?: true;
  /** Characters that begin names besides letters. */
  readonly sigils?: string;
  /** The end of a line ends a statement, outside round and square brackets. */
  readonly hasLines: boolean;
  /** A slash where an expression begins is a pattern. */
  readonly hasPatterns?: true;
  /** Operators of more than one character that not every language has. */
  readonly marks?: readonly string[];
  /** Forms of this language alone, tried first. */
  readonly special?: (scanner: Scanner) => Omit<Token, "isSpaced"> | undefined;
}
