import type { QuoteStyle } from "./dialect.ts";
import type { Delimiter, Scanner } from "./scanner.ts";
import type { Part } from "./token.ts";

const BRACKETS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** The delimiter that the character here opens; the scanner is behind it then. */
export function takeDelimiter(scanner: Scanner): Delimiter {
  const open = scanner.peek();
  scanner.at += 1;
  const close = Object.hasOwn(BRACKETS, open) ? BRACKETS[open] : undefined;
  return close === undefined ? { close: open } : { close, open };
}

/** A list of words: `qw(a b)`, `%w[a b]`. */
export function splitWords(parts: readonly Part[]): readonly string[] {
  const text = parts.map((part) => (typeof part === "string" ? part : "")).join("");
  return (text.match(/(?:\\[^]|[^\s\\])+/g) ?? []).map((word) => word.replaceAll(/\\([^])/g, "$1"));
}

/**
 * The text of a heredoc, which begins with the next line, as parts that are filled when the scanner gets
 * there. `isIndented`: the line that ends it may be.
 */
export function awaitHeredoc(
  scanner: Scanner,
  { word, isIndented, style }: { word: string; isIndented: boolean; style: QuoteStyle },
): readonly Part[] {
  const parts: Part[] = [];
  scanner.pending.push((behind) => {
    const end = endOfHeredoc(behind, word, isIndented);
    const inner = behind.source.slice(behind.at, end.from);
    parts.push(...behind.readOther(inner, style));
    behind.at = end.to;
  });
  return parts;
}

function endOfHeredoc(
  { source, at }: Scanner,
  word: string,
  isIndented: boolean,
): { readonly from: number; readonly to: number } {
  let from = at;
  while (from < source.length) {
    const next = source.indexOf("\n", from);
    const line = source.slice(from, next < 0 ? undefined : next);
    const start = isIndented ? line.trimStart() : line;
    if (
      start === word ||
      (isIndented && start.startsWith(word) && !/^\w/.test(start.slice(word.length)))
    )
      return { from, to: from + line.length - start.length + word.length };
    if (next < 0) break;
    from = next + 1;
  }
  return { from: source.length, to: source.length };
}
