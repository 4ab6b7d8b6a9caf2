import type { HiddenStretch } from "./hidden-text.ts";

/**
 * Runs of variation selectors. One follows a character to choose its form (Unicode §23.4); more in a
 * row change nothing that is seen, and 256 of them can spell any byte.
 */
export function findVariationSelectors(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4,}/gu)) {
    const end = match.index + match[0].length;
    const reads = readBytes(match[0]);
    found.push({ start: match.index, end, kind: "variation selectors", reads });
  }
  return found;
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
