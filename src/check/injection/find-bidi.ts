import type { HiddenStretch } from "./hidden-text.ts";

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * Directional overrides around Latin text, which show it in another order than it is read in
 * ("Trojan Source", CVE-2021-42574). Marks, isolates and embeddings, which ordinary Arabic and Hebrew
 * text has, pass; so does an override whose text is right-to-left anyway.
 */
export function findBidi(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\u202D\u202E]([^\n\u202C\u202D\u202E]*)\u202C?/g)) {
    const shown = match[1] ?? "";
    if (!/[A-Za-z]{2}/.test(shown) || RIGHT_TO_LEFT.test(shown)) continue;
    const reads = match[0].startsWith("\u202E") ? [...shown].toReversed().join("") : shown;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, kind: "a change of direction", reads });
  }
  return found;
}
