import type { CodeRange, Re2Node } from "./ast.ts";
import { classRanges, foldRanges } from "./class.ts";

/** Whether the node can match the empty string. */
export function isNullable(node: Re2Node): boolean {
  switch (node.kind) {
    case "literal":
    case "class":
      return false;
    case "assertion":
      return true;
    case "group":
      return isNullable(node.body);
    case "repeat":
      return node.min === 0 || isNullable(node.body);
    case "sequence":
      return node.parts.every(isNullable);
    case "alternatives":
      return node.options.some(isNullable);
  }
}

/** Every code point that a match of the node can begin with. */
export function firstCodes(node: Re2Node): readonly CodeRange[] {
  switch (node.kind) {
    case "literal":
      return node.fold ? foldRanges([[node.code, node.code]]) : [[node.code, node.code]];
    case "class":
      return classRanges(node);
    case "assertion":
      return [];
    case "group":
    case "repeat":
      return firstCodes(node.body);
    case "sequence":
      return firstOfSequence(node.parts);
    case "alternatives":
      return node.options.flatMap(firstCodes);
  }
}

/** First code points of the parts in a row: those of each part up to the first that cannot be empty. */
export function firstOfSequence(parts: readonly Re2Node[]): readonly CodeRange[] {
  const codes: CodeRange[] = [];
  for (const part of parts) {
    codes.push(...firstCodes(part));
    if (!isNullable(part)) break;
  }
  return codes;
}
