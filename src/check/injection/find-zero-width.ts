import type { HiddenStretch } from "./hidden-text.ts";

/** Writing systems and emoji need one or two joiners in a row; a hidden message needs many. */
const MIN_RUN = 4;
/** This many Latin words cut by a zero-width character are no accident of copying. */
const MIN_CUTS = 6;

/**
 * Zero-width characters in long runs, which can carry bits, and between Latin letters, where they
 * keep a word from being recognised. The joiners of Persian, of Indic scripts and of emoji pass.
 */
export function findZeroWidth(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]{4,}/g)) {
    if (match[0].length < MIN_RUN) continue;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, kind: "zero-width characters", reads: "" });
  }
  return [...found, ...findCuts(text)];
}

function findCuts(text: string): readonly HiddenStretch[] {
  const cuts = [...text.matchAll(/(?<=[A-Za-z])[\u200B-\u200D\u2060\uFEFF](?=[A-Za-z])/g)];
  const first = cuts[0];
  const last = cuts.at(-1);
  if (cuts.length < MIN_CUTS || !first || !last) return [];
  const start = first.index;
  const end = last.index + 1;
  return [{ start, end, kind: "words cut by zero-width characters", reads: "" }];
}
