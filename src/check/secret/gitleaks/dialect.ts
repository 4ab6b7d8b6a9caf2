import type { SecretAllowlist } from "../../../model/rule.ts";
import type { LineMap } from "./line-map.ts";

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a match stands, for a list that looks at the line around it. */
export interface LineQuestion {
  /** The text that the rules run over: the original, or one with runs of it decoded. */
  readonly text: string;
  readonly match: Stretch;
  /** The lines of the original. */
  readonly lines: LineMap;
  /** Where the match stands in the original. */
  readonly origin: Stretch;
  /** The stretches of `text` that were decoded and that the match touches; none in the first pass. */
  readonly decoded: readonly Stretch[];
}

/**
 * What depends on who asks: gitleaks over files that it trusts, or a guard over texts that somebody may
 * have written to get past it.
 */
export interface Dialect {
  /** Whether a stopword of the list makes the secret a placeholder. */
  readonly hasStopword: (list: SecretAllowlist, secret: string) => boolean;
  /** What an allowlist with `regexTarget = "line"` looks at. */
  readonly lineOf: (question: LineQuestion) => string;
  /** Whether a comment `gitleaks:allow` in the line lets the match pass. */
  readonly heedsComments: boolean;
  /**
   * How far around what was decoded the rules look, in UTF-16 units; undefined: through the whole text
   * again, as if some match could reach that far.
   */
  readonly reach: number | undefined;
}

/** As gitleaks 8.30.1 itself. */
export const GITLEAKS: Dialect = {
  hasStopword: ({ stopwords }, secret) => includesAny(stopwords, secret),
  lineOf: ({ text, lines, origin, decoded }) =>
    decoded.length > 0 ? decodedLine(text, decoded) : lines.lineOf(origin),
  heedsComments: true,
  reach: undefined,
};

/** @param words in lower case. */
export function includesAny(words: readonly string[], secret: string): boolean {
  const lower = secret.toLowerCase();
  return words.some((word) => lower.includes(word));
}

/** From the line break before the first decoded stretch to the one after the last. */
function decodedLine(text: string, decoded: readonly Stretch[]): string {
  const start = decoded[0]?.start ?? 0;
  const end = decoded.at(-1)?.end ?? text.length;
  const stop = text.indexOf("\n", end);
  return text.slice(Math.max(text.lastIndexOf("\n", start), 0), stop < 0 ? text.length : stop);
}
