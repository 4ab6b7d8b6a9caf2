import type { HiddenStretch } from "./hidden-text.ts";

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/g;

/**
 * Directional overrides around Latin text, which show it in another order than it is read in, and
 * right-to-left isolates and embeddings with no right-to-left letter on their line ("Trojan Source",
 * CVE-2021-42574). Marks, and what stands around mostly Arabic or Hebrew text, pass.
 */
export function findBidi(text: string): readonly HiddenStretch[] {
  return [...findOverrides(text), ...findPointless(text)];
}

function findOverrides(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\u202D\u202E]([^\n\u202C\u202D\u202E]*)\u202C?/g)) {
    const shown = match[1] ?? "";
    const latin = shown.match(/[A-Za-z]/g)?.length ?? 0;
    if (latin < 2 || (shown.match(RIGHT_TO_LEFT)?.length ?? 0) > latin) continue;
    const reads = match[0].startsWith("\u202E") ? [...shown].toReversed().join("") : shown;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, kind: "a change of direction", reads });
  }
  return found;
}

/** Nothing on the line is read from the right, so all that the character does is move what is seen. */
function findPointless(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  // From the first such character of a line to its end; the next match is on a later line.
  for (const { index: start, 0: rest } of text.matchAll(/[\u202B\u2067][^\n]*/g)) {
    const line = text.slice(text.lastIndexOf("\n", start) + 1, start) + rest;
    if (line.search(RIGHT_TO_LEFT) >= 0 || !/[A-Za-z]{2}/.test(line)) continue;
    found.push({ start, end: start + rest.length, kind: "a change of direction", reads: "" });
  }
  return found;
}
