import type { ServiceStretch } from "../service/service.ts";

/** What stands for what was blotted out: `[REDACTED_PERSON_1]`, `<EMAIL_ADDRESS>`, `******`. */
const MARK = /\[REDACTED[A-Z0-9_]*\]|<[A-Z][A-Z0-9_]*>|\*{3,}/;

/**
 * What of a text is not in its sanitised form. What stays is always a part of that form in its order, so that nothing is
 * shown which it does not show; where the two do not fit together, all between what they begin and end with goes.
 * Linear in both.
 *
 * @returns nothing where they are the same
 */
export function alignSanitized(text: string, sanitized: string): readonly ServiceStretch[] {
  if (text === sanitized) return [];
  return alignPieces(text, sanitized.split(MARK)) ?? [differing(text, sanitized)];
}

/** The gaps between the pieces, or nothing where they do not stand in the text one after the other. */
function alignPieces(text: string, pieces: readonly string[]): ServiceStretch[] | undefined {
  const [first = "", ...others] = pieces;
  const last = others.pop();
  if (last === undefined || !text.startsWith(first)) return undefined;
  const end = text.length - last.length;
  if (end < first.length || !text.endsWith(last)) return undefined;
  const gaps: ServiceStretch[] = [];
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return undefined;
    gaps.push({ start: at, end: found });
    at = found + piece.length;
  }
  gaps.push({ start: at, end });
  return gaps.filter((gap) => gap.start < gap.end);
}

function differing(text: string, sanitized: string): ServiceStretch {
  const most = Math.min(text.length, sanitized.length);
  let start = 0;
  while (start < most && text[start] === sanitized[start]) start += 1;
  let tail = 0;
  while (tail < most - start && text.at(-1 - tail) === sanitized.at(-1 - tail)) tail += 1;
  // What was only added to leaves nothing out, and then it is not known what it is about.
  return tail + start === text.length
    ? { start: 0, end: text.length }
    : { start, end: text.length - tail };
}
