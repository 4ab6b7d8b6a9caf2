const TOKEN =
  /#[^\n]*|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]{},]|[^\s#"'[\]{},]+/g;

const DEPTH: Readonly<Record<string, number>> = { "[": 1, "{": 1, "]": -1, "}": -1 };

/** Where an item of an array stands; the line counts from 0, the column from 1. */
interface ItemPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * The place of the nth item of the array that the first line assigns: `keywords = ["a", "b"]`, over as
 * many lines as it takes. `undefined` when there is no such item.
 */
export function findItem(lines: readonly string[], nth: number): ItemPlace | undefined {
  const text = lines.join("\n");
  const from = text.indexOf("=") + 1;
  let depth = 0;
  let count = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(TOKEN)) {
    const step = DEPTH[token] ?? 0;
    const isItem = depth === 1 && step >= 0 && token !== "," && !token.startsWith("#");
    if (isItem && count++ === nth) return placeAt(text, from + index);
    depth += step;
    if (depth < 1) return undefined;
  }
  return undefined;
}

function placeAt(text: string, offset: number): ItemPlace {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}
