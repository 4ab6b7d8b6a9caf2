import type { Re2Node } from "./ast.ts";

/** More ways to begin than this are no prefix that a reader would recognise. */
const MAX_LITERALS = 32;

/** The literal texts that something begins with, and whether case counts in all of them. */
export interface LeadingLiterals {
  readonly texts: readonly string[];
  readonly exact: boolean;
}

/**
 * The literal texts that a capture group of a pattern, or the whole match, begins with: the public
 * prefixes of a token's format, `ghp_` or `xoxb-`. None when it can begin otherwise.
 * @param groupIndex which group, counted from 1; 0: the whole match.
 */
export function leadingLiterals(root: Re2Node, groupIndex: number): LeadingLiterals {
  const groups: Re2Node[] = [];
  collectGroups(root, groups);
  const node = groupIndex === 0 ? root : groups[groupIndex - 1];
  const { texts, exact } = node ? startsOf(node) : NOTHING;
  const known = !texts.includes("") && texts.length <= MAX_LITERALS;
  return { texts: known ? [...new Set(texts)] : [], exact };
}

/** How many capture groups the pattern has. */
export function countGroups(root: Re2Node): number {
  const groups: Re2Node[] = [];
  collectGroups(root, groups);
  return groups.length;
}

function collectGroups(node: Re2Node, groups: Re2Node[]): void {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return;
    case "group":
      if (node.captures) groups.push(node);
      collectGroups(node.body, groups);
      return;
    case "repeat":
      collectGroups(node.body, groups);
      return;
    case "sequence":
      for (const part of node.parts) collectGroups(part, groups);
      return;
    case "alternatives":
      for (const option of node.options) collectGroups(option, groups);
      return;
  }
}

/** `whole`: each of the texts is all that the node matches, so what follows goes on from it. */
interface Starts extends LeadingLiterals {
  readonly whole: boolean;
}

const NOTHING: Starts = { texts: [""], exact: true, whole: false };

function startsOf(node: Re2Node): Starts {
  switch (node.kind) {
    case "literal":
      return { texts: [String.fromCodePoint(node.code)], exact: !node.fold, whole: true };
    case "class":
    case "repeat":
      return NOTHING;
    case "assertion":
      return { texts: [""], exact: true, whole: true };
    case "group":
      return startsOf(node.body);
    case "sequence":
      return startsOfSequence(node.parts);
    case "alternatives":
      return startsOfAlternatives(node.options.map(startsOf));
  }
}

function startsOfAlternatives(all: readonly Starts[]): Starts {
  return {
    texts: all.flatMap(({ texts }) => texts),
    exact: all.every(({ exact }) => exact),
    whole: all.every(({ whole }) => whole),
  };
}

function startsOfSequence(parts: readonly Re2Node[]): Starts {
  let texts: readonly string[] = [""];
  let exact = true;
  for (const part of parts) {
    const next = startsOf(part);
    if (texts.length * next.texts.length > MAX_LITERALS) return { texts, exact, whole: false };
    texts = texts.flatMap((text) => next.texts.map((more) => text + more));
    exact &&= next.exact;
    if (!next.whole) return { texts, exact, whole: false };
  }
  return { texts, exact, whole: true };
}
