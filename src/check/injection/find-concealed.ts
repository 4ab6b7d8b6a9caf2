import type { HiddenStretch } from "./hidden-text.ts";

/** Codes that are followed by a colour: `38;5;8` is grey, not concealment (ECMA-48 §8.3.117, ITU T.416). */
const COLOURS = /^[345]8$/;
const CONCEAL = "8";

/** What a terminal does not show after the escape sequence for concealed characters. */
export function findConcealed(text: string): readonly HiddenStretch[] {
  const found: HiddenStretch[] = [];
  for (const match of text.matchAll(/\x1b\[([0-9;]{1,40})m([^\x1b]{1,2000})/g)) {
    const [whole, codes = "", shown = ""] = match;
    if (!conceals(codes.split(";")) || !/[A-Za-z]{3}/.test(shown)) continue;
    const end = match.index + whole.length;
    found.push({ start: match.index, end, kind: "text concealed from the terminal", reads: shown });
  }
  return found;
}

function conceals(codes: readonly string[]): boolean {
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? "";
    if (code === CONCEAL) return true;
    if (COLOURS.test(code)) at += codes[at + 1] === "2" ? 4 : 2;
  }
  return false;
}
