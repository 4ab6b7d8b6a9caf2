import { canAlign } from "./align.ts";
import { type GlobToken, isInClass, toTokens } from "./glob.ts";

/**
 * Whether two globs have a word in common, where `written` is expanded by a shell and so matches no
 * leading dot unless it writes one. Two classes count as meeting: when in doubt, yes. Cost: the
 * product of the two lengths.
 */
export function globsOverlap(rule: string, written: string): boolean {
  const a = toTokens(rule);
  const b = toTokens(written);
  if (a[0]?.kind === "char" && a[0].char === "." && b[0]?.kind !== "char") return false;
  const isStar = (tokens: readonly GlobToken[], at: number) => tokens[at]?.kind === "star";
  return canAlign({
    rows: a.length,
    columns: b.length,
    fits: (row, column) => mayEqual(a[row], b[column]),
    skipsRow: (row, column) => isStar(a, row) || isStar(b, column),
    skipsColumn: (row, column) => isStar(a, row) || isStar(b, column),
  });
}

function mayEqual(a: GlobToken | undefined, b: GlobToken | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === "char" && b.kind === "char") return a.char === b.char;
  if (a.kind === "char" && b.kind === "class") return isInClass(b.body, a.char);
  if (a.kind === "class" && b.kind === "char") return isInClass(a.body, b.char);
  return true;
}

/** Every file of a kind that most projects are full of. */
const EVERY_DOCUMENT = /^\*+\.(?:json|ya?ml|toml|txt|xml|ini|conf|cfg|md)$/;

/**
 * Whether what is spelled out in `written` speaks of the rule's name: at least two characters (three
 * behind a leading star), all of which stand in the rule's name in that order. So `.e*` and `id_*` aim
 * at `.env` and `id_rsa`; `*`, `.*` and `*[0-9]` name everything, and nothing in particular.
 */
export function aimsAt(rule: string, written: string): boolean {
  if (EVERY_DOCUMENT.test(written)) return false;
  const tokens = toTokens(written);
  const spelled = charsOf(tokens);
  const enough = tokens[0]?.kind === "star" ? 3 : 2;
  let at = 0;
  for (const char of charsOf(toTokens(rule))) if (char === spelled[at]) at += 1;
  return spelled.length >= enough && at === spelled.length;
}

function charsOf(tokens: readonly GlobToken[]): string[] {
  return tokens.flatMap((token) => (token.kind === "char" ? [token.char] : []));
}
