import type { HiddenStretch } from "./hidden-text.ts";

/** Runs of two and three are told from so many of them on. */
const MIN_SHORT_RUNS = 4;
/** Single ones from so many on. */
const MIN_SCATTERED = 8;

/**
 * Runs of variation selectors. One follows a character to choose its form (Unicode §23.4); more in a
 * row change nothing that is seen, and 256 of them can spell any byte.
 */
export function findVariationSelectors(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  const short: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{2,}/gu)) {
    const end = match.index + match[0].length;
    const reads = readBytes(match[0]);
    const stretch = { start: match.index, end, kind: "variation selectors", reads };
    if ([...match[0]].length < 4) short.push(stretch);
    else found.push(stretch);
  }
  if (short.length >= MIN_SHORT_RUNS) found.push(...short);
  return found.length > 0 ? found : findScattered(text);
}

/** One behind each of many Latin letters, which have no variants: together they spell a text. */
function findScattered(text: string): readonly HiddenStretch[] {
  const selectors = [...text.matchAll(/(?<=[\x20-\x7e])[\u{E0100}-\u{E01EF}]/gu)];
  const first = selectors[0];
  const last = selectors.at(-1);
  if (selectors.length < MIN_SCATTERED || !first || !last) return [];
  const reads = readBytes(selectors.map(([selector]) => selector).join(""));
  return [{ start: first.index, end: last.index + 2, kind: "variation selectors", reads }];
}

/** The bytes that the selectors number, as Latin-1, or nothing when that is no text. */
function readBytes(run: string): string {
  const text = [...run]
    .map((selector) => {
      const code = selector.codePointAt(0) ?? 0;
      return String.fromCharCode(code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00);
    })
    .join("");
  return /^[\x20-\x7e\s]+$/.test(text) ? text : "";
}
