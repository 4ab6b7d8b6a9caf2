import type { HiddenStretch } from "./hidden-text.ts";

/** Fewer tags than this say nothing, in a run or, in shorter runs, in the whole text. */
const MIN_TAGS = 3;
const MIN_TOTAL = 8;

/**
 * Runs of Unicode tag characters (U+E0000 to U+E007F), each of which stands for an ASCII character
 * and is shown as nothing. A flag of a region, such as Scotland's, is a black flag, a few of them and
 * U+E007F (UTS #51 §1.4.6): that one is seen.
 */
export function findTags(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  const short: HiddenStretch[] = [];
  for (const match of text.matchAll(/(\u{1F3F4})?([\u{E0000}-\u{E007F}]+)/gu)) {
    const [whole, flag, tags = ""] = match;
    const reads = readTags(tags);
    if (flag !== undefined && /^[a-z0-9]{3,6}\u{E007F}$/u.test(reads)) continue;
    const end = match.index + whole.length;
    const stretch = { start: end - tags.length, end, kind: "Unicode tags", reads: reads.trim() };
    if (tags.length / 2 < MIN_TAGS) short.push(stretch);
    else found.push(stretch);
  }
  const total = short.reduce((sum, { start, end }) => sum + (end - start) / 2, 0);
  return total < MIN_TOTAL ? found : [...found, ...short];
}

function readTags(tags: string): string {
  return [...tags]
    .map((tag) => {
      const code = (tag.codePointAt(0) ?? 0) - 0xe0000;
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : code === 0x7f ? tag : " ";
    })
    .join("");
}
