import type { RulePlace } from "./rule-error.ts";
import { findItem } from "./toml-array.ts";

/**
 * Where in a TOML text the value at a path stands, as near as its lines tell: the parser gives no
 * positions. `["rules", 2, "regex"]` is the line that begins with `regex` in the third `[[rules]]`, and
 * `["rules", 2, "keywords", 1]` the second item of the array that begins there.
 */
export function locateToml(text: string, path: readonly PropertyKey[], file: string): RulePlace {
  const lines = text.split("\n");
  const { from, to } = findBlock(lines, path);
  const key = path.findLast((part) => typeof part === "string");
  const line = findKey(lines.slice(from, to), key) + from;
  const nth = path.at(-1);
  const isInline = typeof nth === "number" && !isHead(lines[line]);
  const item = isInline ? findItem(lines.slice(line, to), nth) : undefined;
  if (item !== undefined) return { file, line: line + item.line + 1, column: item.column };
  return { file, line: line + 1, column: (lines[line]?.search(/\S|$/) ?? 0) + 1 };
}

/** A stretch of lines, counted from 0, `to` exclusive. */
interface Block {
  readonly from: number;
  readonly to: number;
}

/** The innermost table of an array of tables on the way along the path. */
function findBlock(lines: readonly string[], path: readonly PropertyKey[]): Block {
  let block: Block = { from: 0, to: lines.length };
  path.forEach((key, depth) => {
    if (typeof key !== "number") return;
    const header = path
      .slice(0, depth)
      .filter((part) => typeof part === "string")
      .join(".");
    const heads = findHeads(lines, header, block);
    const from = heads[key];
    if (from === undefined) return;
    block = { from, to: heads[key + 1] ?? findEnd(lines, header, { from, to: block.to }) };
  });
  return block;
}

function isHead(line = ""): boolean {
  return line.trimStart().startsWith("[[");
}

function findHeads(lines: readonly string[], header: string, block: Block): readonly number[] {
  const heads: number[] = [];
  for (let line = block.from; line < block.to; line += 1) {
    if (lines[line]?.trimStart().startsWith(`[[${header}]]`)) heads.push(line);
  }
  return heads;
}

/** The next table that does not belong to this one ends it. */
function findEnd(lines: readonly string[], header: string, block: Block): number {
  for (let line = block.from + 1; line < block.to; line += 1) {
    const next = /^\s*\[+([\w.-]+)\]/.exec(lines[line] ?? "")?.[1];
    if (next !== undefined && !next.startsWith(`${header}.`)) return line;
  }
  return block.to;
}

function findKey(lines: readonly string[], key: PropertyKey | undefined): number {
  if (typeof key !== "string") return 0;
  const wanted = key.toLowerCase();
  // A dotted key names its tables on the same line: `examples.deny = […]`; a table has a line of its own.
  const found = lines.findIndex((line) => {
    const name = /^\s*(?:([\w.-]+)\s*=|\[+([\w.-]+)\])/.exec(line);
    // Gitleaks takes keys in any case.
    const named = (name?.[1] ?? name?.[2])?.toLowerCase();
    return named === wanted || named?.endsWith(`.${wanted}`) === true;
  });
  return Math.max(found, 0);
}
