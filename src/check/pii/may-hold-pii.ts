/** The build refuses a pattern that matches with fewer digits and without an `@`. */
export const MIN_DIGITS = 3;

/**
 * Whether any rule can match the text: the question that most short texts are done with, before the
 * rules need to be parsed.
 */
export function mayHoldPii(text: string): boolean {
  const mark = /[0-9@]/g;
  for (let digits = 1; mark.test(text); digits += 1) {
    if (digits === MIN_DIGITS || text[mark.lastIndex - 1] === "@") return true;
  }
  return false;
}
