import type { PiiRule } from "../../model/pii-rule.ts";
import { findKeywords } from "../secret/select-rules.ts";

/** From this length on, one pass over the text for all words is cheaper than many searches. */
const ONE_PASS = 1024;
/** So many searches are cheaper than the pass. */
const FEW = 24;

/**
 * Tells whether a word is anywhere in a text. Most texts are asked for a few words; one that is asked for many is
 * searched for all of them at once.
 */
export function wordFinder(
  lower: string,
  words: () => ReadonlySet<string>,
): (word: string) => boolean {
  if (lower.length < ONE_PASS) return (word) => lower.includes(word);
  const known = new Map<string, boolean>();
  let present: ReadonlySet<string> | undefined;
  return (word) => {
    if (present) return present.has(word);
    const found = known.get(word) ?? lower.includes(word);
    known.set(word, found);
    if (known.size > FEW) present = findKeywords(words(), lower);
    return found;
  };
}

/** Every word that a rule asks for, gathered when the first long text needs them. */
export function wordsOf(rules: readonly PiiRule[]): () => ReadonlySet<string> {
  let words: ReadonlySet<string> | undefined;
  return () =>
    (words ??= new Set(rules.flatMap(({ keywords = [], context }) => [...keywords, ...context])));
}
