import type { SecretRule } from "../../model/rule.ts";

/** From this length on, one pass over the text is cheaper than one search a keyword. */
const ONE_PASS_UNITS = 16 * 1024;
/** Keywords are found by the hash of this many leading units. */
const GRAM = 3;
const TABLE_BITS = 14;

/**
 * Whether any rule can match the text: the question that most texts are done with, before the rules
 * themselves are needed. Not worth asking of a long text, which hardly ever has none.
 *
 * @param keywords of all rules, in lower case; none: every text may match.
 */
export function mayMatch(text: string, keywords: readonly string[]): boolean {
  if (keywords.length === 0 || text.length >= ONE_PASS_UNITS) return true;
  const lower = text.toLowerCase();
  return keywords.some((word) => lower.includes(word));
}

/**
 * The rules whose keyword is in the text, in their order, and those that have none: only these can
 * match. Ignores case, as gitleaks does.
 * @param lower the text in lower case; its length may differ from the text's.
 */
export function selectRules(rules: readonly SecretRule[], lower: string): readonly SecretRule[] {
  if (lower.length < ONE_PASS_UNITS) {
    return rules.filter(
      ({ keywords }) => keywords.length === 0 || keywords.some((word) => lower.includes(word)),
    );
  }
  const present = findKeywords(new Set(rules.flatMap(({ keywords }) => keywords)), lower);
  return rules.filter(
    ({ keywords }) => keywords.length === 0 || keywords.some((word) => present.has(word)),
  );
}

/** Which of the words are in the text, in one pass over it however many words there are. */
export function findKeywords(words: ReadonlySet<string>, text: string): ReadonlySet<string> {
  const present = new Set<string>();
  const long: string[] = [];
  for (const word of words) {
    if (word.length >= GRAM) long.push(word);
    else if (text.includes(word)) present.add(word);
  }
  scanGrams(tableOf(long), text, present);
  return present;
}

/** Words by the hash of their first three units. */
interface GramTable {
  /** Index into `buckets`, plus one; 0: no word begins like this. */
  readonly slots: Uint16Array;
  readonly buckets: readonly string[][];
}

function tableOf(words: readonly string[]): GramTable {
  const slots = new Uint16Array(1 << TABLE_BITS);
  const buckets: string[][] = [];
  for (const word of words) {
    const hash = hashGram(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2));
    const slot = slots[hash] ?? 0;
    const bucket = buckets[slot - 1];
    if (bucket) bucket.push(word);
    else slots[hash] = buckets.push([word]);
  }
  return { slots, buckets };
}

function hashGram(first: number, second: number, third: number): number {
  return ((first * 961 + second * 31 + third) * 0x9e5) & ((1 << TABLE_BITS) - 1);
}

function scanGrams({ slots, buckets }: GramTable, text: string, present: Set<string>): void {
  let first = text.charCodeAt(0);
  let second = text.charCodeAt(1);
  for (let at = GRAM - 1; at < text.length; at += 1) {
    const third = text.charCodeAt(at);
    const hash = hashGram(first, second, third);
    const slot = slots[hash] ?? 0;
    if (slot !== 0) {
      const bucket = buckets[slot - 1] ?? [];
      takeStanding(bucket, text, { at: at - GRAM + 1, present });
      // A word is looked for until it is found, so a text full of keywords costs no more.
      if (bucket.length === 0) slots[hash] = 0;
    }
    first = second;
    second = third;
  }
}

/** Moves the words that stand in the text at the position out of the bucket: most often there are none. */
function takeStanding(
  bucket: string[],
  text: string,
  { at, present }: { readonly at: number; readonly present: Set<string> },
): void {
  for (let nth = bucket.length - 1; nth >= 0; nth -= 1) {
    const word = bucket[nth];
    if (word === undefined || !text.startsWith(word, at)) continue;
    present.add(word);
    bucket.splice(nth, 1);
  }
}
