/** The build refuses a pattern that matches with fewer digits and without an `@`, and has no keyword either. */
export const MIN_DIGITS = 3;

/** From this length on a text is looked at anyway: hardly any has no digits. */
const LONG = 16 * 1024;

/**
 * Whether any rule can match the text: the question that most short texts are done with, before the
 * rules need to be parsed.
 *
 * @param keywords of the rules that find other texts too, in lower case.
 */
export function mayHoldPii(text: string, keywords: readonly string[]): boolean {
  const mark = /[0-9@]/g;
  for (let digits = 1; mark.test(text); digits += 1) {
    if (digits === MIN_DIGITS || text[mark.lastIndex - 1] === "@") return true;
  }
  if (keywords.length === 0) return false;
  if (text.length >= LONG) return true;
  const lower = text.toLowerCase();
  return keywords.some((word) => lower.includes(word));
}
