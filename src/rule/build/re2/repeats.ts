import type { Re2Node } from "./ast.ts";

/** Whether counted repeats within one another multiply to at most so many turns; RE2 refuses more. */
export function holdsWithin(node: Re2Node, turns: number): boolean {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return true;
    case "group":
      return holdsWithin(node.body, turns);
    case "repeat": {
      if (!node.counted) return holdsWithin(node.body, turns);
      if (node.max === 0) return true;
      const most = node.max === Infinity ? node.min : node.max;
      if (most > turns) return false;
      return holdsWithin(node.body, most > 0 ? Math.floor(turns / most) : turns);
    }
    case "sequence":
      return node.parts.every((part) => holdsWithin(part, turns));
    case "alternatives":
      return node.options.every((option) => holdsWithin(option, turns));
  }
}

/** Whether a capture group stands in a repeat: RE2 keeps what it took in an earlier turn, V8 does not. */
export function repeatsGroup(node: Re2Node, inRepeat = false): boolean {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return false;
    case "group":
      return (inRepeat && node.captures) || repeatsGroup(node.body, inRepeat);
    case "repeat":
      return repeatsGroup(node.body, inRepeat || node.max > 1);
    case "sequence":
      return node.parts.some((part) => repeatsGroup(part, inRepeat));
    case "alternatives":
      return node.options.some((option) => repeatsGroup(option, inRepeat));
  }
}
