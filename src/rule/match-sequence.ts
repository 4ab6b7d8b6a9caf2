/** A pattern of elements of which some stand for any number of things, held against a row of things. */
export interface Sequence {
  readonly elements: number;
  readonly things: number;
  /** Whether the element stands for any number of things. */
  readonly isAnyNumber: (element: number) => boolean;
  readonly matches: (element: number, thing: number) => boolean;
}

/**
 * Whether the pattern covers all of the things, going back only to the last element of any number, as
 * `*` in a glob is matched: at most elements × things comparisons.
 */
export function matchSequence({ elements, things, isAnyNumber, matches }: Sequence): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let mark = 0;
  while (index < things) {
    if (at < elements && isAnyNumber(at)) {
      star = at++;
      mark = index;
    } else if (at < elements && matches(at, index)) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (at < elements && isAnyNumber(at)) at += 1;
  return at === elements;
}
