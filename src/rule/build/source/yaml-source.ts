import {
  type Document,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";
import type { PlacedSource } from "./placed-source.ts";
import { RuleError, type RulePlace } from "./rule-error.ts";
import { describeYamlProblem } from "./yaml-problem.ts";

/**
 * @param file Name of the file as errors show it.
 * @throws RuleError at the first place that is not YAML 1.2 of one document with unique keys.
 */
export function readYaml(text: string, file: string): PlacedSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const toPlace = (offset: number): RulePlace => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    throw new RuleError(toPlace(problem.pos[0]), describeYamlProblem(problem));
  }
  const alias = findOpenAlias(document);
  if (alias !== undefined) {
    throw new RuleError(toPlace(alias), "a text that begins with * must be in quotes");
  }
  const offsetOf = (node: unknown) => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
  const nodeAt = (path: readonly PropertyKey[]) => deepestNode(document.contents, path);
  return {
    file,
    value: document.toJS({ maxAliasCount: 100 }) ?? {},
    placeOf: (path) => toPlace(offsetOf(nodeAt(path))),
    placeOfKey: (path, key) => toPlace(offsetOf(keyNode(nodeAt(path), key))),
  };
}

/** Where an alias stands that names nothing: most are globs without quotes. */
function findOpenAlias(document: Document.Parsed): number | undefined {
  const anchors = new Set<string>();
  let open: number | undefined;
  visit(document, {
    // An anchor stands before its aliases, so one walk is enough.
    Alias: (_key, node) => {
      if (anchors.has(node.source)) return undefined;
      open = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
    Value: (_key, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
    },
  });
  return open;
}

/** The node at the path, or the last one on the way to it. */
function deepestNode(root: unknown, path: readonly PropertyKey[]): unknown {
  let node = root;
  for (const key of path) {
    const next = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (next === undefined || next === null) return node;
    node = next;
  }
  return node;
}

function keyNode(map: unknown, key: string): unknown {
  if (!isMap(map)) return map;
  const pair = map.items.find((item) => isPair(item) && String(item.key) === key);
  return pair?.key ?? map;
}
