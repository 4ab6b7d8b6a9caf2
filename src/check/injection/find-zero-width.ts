import type { HiddenStretch } from "./hidden-text.ts";

/** Writing systems and emoji need one or two joiners in a row; a hidden message needs many. */
const MIN_RUN = 4;
/** A message in runs too short to be told one by one still needs this many characters. */
const MIN_TOTAL = 48;
/** So many letters in a row, each cut from the next, are no accident of copying. */
const CUT_LETTERS = /[A-Za-z](?:[\u200B-\u200D\u2060\uFEFF]+[A-Za-z]){5,}/g;
/** So many words cut somewhere are worth a word, and more than that when they are much of the text. */
const MIN_CUTS = 6;
const MIN_CUT_SHARE = 0.3;
const MIN_DOUBTFUL_CUTS = 12;

/**
 * Zero-width characters that can carry a message: in long runs of more than one kind, in many short runs
 * outside the writing systems that need them, and between all letters of a word, which keeps it from
 * being recognised. Byte order marks, break opportunities in long names and the joiners of Persian, of
 * Indic scripts and of emoji pass.
 */
export function findZeroWidth(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]{4,}/g)) {
    if (match[0].length < MIN_RUN || new Set(match[0]).size < 2) continue;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, kind: "zero-width characters", reads: "" });
  }
  return [...found, ...findScattered(text), ...findFillers(text), ...findCuts(text)];
}

/** Beside letters and signs of ASCII no script needs them, but a line may be broken at one kind. */
function findScattered(text: string): readonly HiddenStretch[] {
  const runs = [
    ...text.matchAll(
      /(?<=^|[\x20-\x7e\n])[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]{1,3}(?=[\x20-\x7e\n]|$)/g,
    ),
  ];
  const all = runs.map(([run]) => run).join("");
  const areBits = new Set(all).size > 1 || runs.filter(([run]) => run.length > 1).length > 16;
  if (all.length < MIN_TOTAL || !areBits) return [];
  return runs.map((run) => {
    const end = run.index + run[0].length;
    return { start: run.index, end, kind: "scattered zero-width characters", reads: "" };
  });
}

/** Hangul fillers, which show as nothing; in Korean text one stands alone. */
function findFillers(text: string): readonly HiddenStretch[] {
  return [...text.matchAll(/[\u115F\u1160\u3164\uFFA0]{8,}/g)].map((run) => {
    const end = run.index + run[0].length;
    return { start: run.index, end, kind: "Hangul fillers", reads: "" };
  });
}

function findCuts(text: string): readonly HiddenStretch[] {
  const kind = "words cut by zero-width characters";
  const words = [...text.matchAll(CUT_LETTERS)].map((word) => {
    return { start: word.index, end: word.index + word[0].length, kind, reads: "" };
  });
  if (words.length > 0) return words;
  const cuts = [...text.matchAll(/(?<=[A-Za-z])[\u200B-\u200D\u2060\uFEFF](?=[A-Za-z])/g)];
  const first = cuts[0];
  const last = cuts.at(-1);
  if (cuts.length < MIN_CUTS || !first || !last) return [];
  const stretch = { start: first.index, end: last.index + 1, kind, reads: "" };
  const share = cuts.length / (text.match(/[A-Za-z\u200B-\u200D\u2060\uFEFF]{3,}/g)?.length ?? 1);
  if (share >= MIN_CUT_SHARE) return [stretch];
  return cuts.length < MIN_DOUBTFUL_CUTS ? [] : [{ ...stretch, isDoubtful: true }];
}
