import type { CodeRange, Re2Node, Re2Repeat } from "./ast.ts";
import { rangesOverlap } from "./class.ts";
import { firstCodes, firstOfSequence, isNullable } from "./sets.ts";

/** A repeat of this many turns, and not a fixed number of them, is as good as unbounded here. */
const MANY = 10;

/**
 * Finds a repeat inside a repeat that both could take the same characters, `(a+)+` or `(a*b?)*`:
 * a backtracking engine tries every way of sharing them out, of which there are exponentially many.
 * @returns the two repeats' bounds in words, or undefined.
 */
export function findNestedRepeat(node: Re2Node): string | undefined {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return undefined;
    case "group":
      return findNestedRepeat(node.body);
    case "repeat":
      return repeatsMany(node) && sharesInLoop(node.body, firstCodes(node.body))
        ? "a repeat inside a repeat, both over the same characters"
        : findNestedRepeat(node.body);
    case "sequence":
      return firstDefined(node.parts);
    case "alternatives":
      return firstDefined(node.options);
  }
}

function firstDefined(nodes: readonly Re2Node[]): string | undefined {
  for (const node of nodes) {
    const found = findNestedRepeat(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function repeatsMany(node: Re2Repeat): boolean {
  return node.max - node.min >= MANY;
}

/** Whether some repeat in a loop's body can go on with what may also come after it in the loop. */
function sharesInLoop(node: Re2Node, after: readonly CodeRange[]): boolean {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return false;
    case "group":
      return sharesInLoop(node.body, after);
    case "repeat":
      return (
        (node.max > node.min && node.max > 1 && rangesOverlap(firstCodes(node.body), after)) ||
        sharesInLoop(node.body, [...firstCodes(node.body), ...after])
      );
    case "sequence":
      return node.parts.some((part, index) =>
        sharesInLoop(part, followOf(node.parts.slice(index + 1), after)),
      );
    case "alternatives":
      return node.options.some((option) => sharesInLoop(option, after));
  }
}

function followOf(rest: readonly Re2Node[], after: readonly CodeRange[]): readonly CodeRange[] {
  const codes = firstOfSequence(rest);
  return rest.every(isNullable) ? [...codes, ...after] : codes;
}
