import type { PiiAnchor } from "../../../model/pii-rule.ts";
import type { Re2Node } from "../re2/ast.ts";
import { countAtLeast, longestMatch, looksAtEdges } from "../re2/count.ts";

/** Around a longer match hardly anything of a text is left out. */
const MAX_WITHIN = 512;

/** What every match of a pattern has, if that says where to look for one. */
export function anchorOf(node: Re2Node): PiiAnchor | undefined {
  const within = longestMatch(node);
  // A part of the text has edges that the text has not.
  if (within > MAX_WITHIN || looksAtEdges(node)) return undefined;
  if (countAts(node) > 0) return { of: "@", count: 1, within };
  return { of: "digit", count: countDigits(node), within };
}

/** The fewest ASCII digits in a match. */
export function countDigits(node: Re2Node): number {
  return countAtLeast(node, [[0x30, 0x39]]);
}

/** The fewest `@` in a match. */
export function countAts(node: Re2Node): number {
  return countAtLeast(node, [[0x40, 0x40]]);
}
