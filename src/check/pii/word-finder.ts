import type { PiiRule } from "../../model/pii-rule.ts";
import { findKeywords } from "../secret/select-rules.ts";

/** From this length on, one pass over the text for all words is cheaper than many searches. */
const ONE_PASS = 1024;

/** Tells whether a word is anywhere in a text; a long one is searched for all of them at once, when first asked. */
export function wordFinder(
  lower: string,
  words: () => ReadonlySet<string>,
): (word: string) => boolean {
  if (lower.length < ONE_PASS) return (word) => lower.includes(word);
  let present: ReadonlySet<string> | undefined;
  return (word) => (present ??= findKeywords(words(), lower)).has(word);
}

/** Every word that a rule asks for, gathered when the first long text needs them. */
export function wordsOf(rules: readonly PiiRule[]): () => ReadonlySet<string> {
  let words: ReadonlySet<string> | undefined;
  return () =>
    (words ??= new Set(rules.flatMap(({ keywords = [], context }) => [...keywords, ...context])));
}
