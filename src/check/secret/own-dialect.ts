import type { SecretAllowlist } from "../../model/rule.ts";
import { includesAny, type Dialect, type LineQuestion } from "./gitleaks/dialect.ts";
import { hasTokenBeside } from "./placeholder.ts";

/** A line longer than this is cut around the match before an allowlist sees it. */
const MAX_LINE_SIDE = 1000;

/**
 * How a guard reads a text that somebody may have written to get past it: a comment lets nothing pass, a
 * list that looks at the line sees that line alone, a placeholder's word beside a token is none where
 * the list says so, and a long text is not gone through once more for each of the few runs that decode.
 */
export const TOOLGATE: Dialect = { hasStopword, lineOf, heedsComments: false, reach: 1024 };

function hasStopword({ stopwords, wholeOnly }: SecretAllowlist, secret: string): boolean {
  if (!includesAny(stopwords, secret)) return false;
  return wholeOnly !== true || !hasTokenBeside(stopwords, secret);
}

function lineOf({ text, match: { start, end } }: LineQuestion): string {
  const before = text.slice(Math.max(0, start - MAX_LINE_SIDE), start);
  const after = text.slice(end, end + MAX_LINE_SIDE);
  const stop = after.indexOf("\n");
  return (
    before.slice(before.lastIndexOf("\n") + 1) +
    text.slice(start, end) +
    (stop < 0 ? after : after.slice(0, stop))
  );
}
