import { type CodeRange, MAX_CODE_POINT, type Re2Node } from "./ast.ts";
import { classRanges } from "./class.ts";

/** The fewest characters out of the ranges that any match of the pattern has. */
export function countAtLeast(node: Re2Node, ranges: readonly CodeRange[]): number {
  switch (node.kind) {
    case "assertion":
      return 0;
    case "literal":
      return isWithin([[node.code, node.code]], ranges) ? 1 : 0;
    case "class":
      return isWithin(classRanges(node), ranges) ? 1 : 0;
    case "group":
      return countAtLeast(node.body, ranges);
    case "repeat":
      return node.min * countAtLeast(node.body, ranges);
    case "sequence":
      return node.parts.reduce((sum, part) => sum + countAtLeast(part, ranges), 0);
    case "alternatives":
      return Math.min(...node.options.map((option) => countAtLeast(option, ranges)));
  }
}

/** The most UTF-16 units that a match of the pattern has; `Infinity` when that is unbounded. */
export function longestMatch(node: Re2Node): number {
  switch (node.kind) {
    case "assertion":
      return 0;
    case "literal":
      return unitsOf(node.code);
    case "class":
      return unitsOf(classRanges(node).at(-1)?.[1] ?? MAX_CODE_POINT);
    case "group":
      return longestMatch(node.body);
    case "repeat": {
      const body = longestMatch(node.body);
      return body === 0 ? 0 : node.max * body;
    }
    case "sequence":
      return node.parts.reduce((sum, part) => sum + longestMatch(part), 0);
    case "alternatives":
      return Math.max(...node.options.map(longestMatch));
  }
}

/** Whether the pattern asks where a line or the text begins or ends. */
export function looksAtEdges(node: Re2Node): boolean {
  switch (node.kind) {
    case "assertion":
      return node.which !== "word" && node.which !== "notWord";
    case "literal":
    case "class":
      return false;
    case "group":
    case "repeat":
      return looksAtEdges(node.body);
    case "sequence":
      return node.parts.some(looksAtEdges);
    case "alternatives":
      return node.options.some(looksAtEdges);
  }
}

function isWithin(part: readonly CodeRange[], whole: readonly CodeRange[]): boolean {
  return part.every(([low, high]) => whole.some(([from, to]) => from <= low && high <= to));
}

function unitsOf(code: number): number {
  return code > 0xffff ? 2 : 1;
}
