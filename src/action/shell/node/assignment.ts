import type { Assignment } from "unbash";
import type { ShellAssignment } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_ITEMS } from "../bounds.ts";
import { walkArithmetic, walkSubscript } from "../expand/arithmetic.ts";
import type { Expansion } from "../expand/expansion.ts";
import { toKnownWord } from "../expand/fields.ts";
import { walkInside } from "../expand/substitution.ts";
import { expandText, expandWord } from "../expand/word.ts";
import type { Scope, Value } from "../scope.ts";

/** An assignment with its value, and what it does to the variables when it holds. */
export interface ExpandedAssignment {
  readonly shown: ShellAssignment;
  readonly apply: (scope: Scope) => void;
}

/** Expands `x=…`, `x+=…`, `x[1]=…` and `x=(…)`. */
export function expandAssignment(node: Assignment, expansion: Expansion): ExpandedAssignment {
  const value = readValue(node, expansion);
  const index = node.index === undefined ? undefined : expandText(node.index, expansion);
  if (index !== undefined) walkArithmetic(index, node.pos, expansion.frame);
  const shown = { ...toKnownWord(value.join(" ")), text: textOf(node) };
  return {
    shown: { name: node.name, value: shown },
    apply: (scope) => {
      defineCommands(node, { value, index }, scope);
      scope.assignAny(node.name, place(node, { value, index }, scope));
    },
  };
}

/** Arrays of the shell's own whose elements are commands, by what they are called. */
const COMMANDS = /^(?:BASH_ALIASES|BASH_CMDS|aliases|galiases|saliases|commands|functions)$/;

/** `BASH_ALIASES[x]=rm`, `BASH_CMDS=([x]=/bin/rm)`: from now on `x` is that. */
function defineCommands(node: Assignment, { value, index }: Placed, scope: Scope): void {
  const name = scope.resolve(node.name);
  if (typeof name !== "string" || !COMMANDS.test(name)) return;
  const { aliases } = scope.definitions;
  if (index !== undefined) aliases.set(index, value.join(" "));
  else if (node.value.type === "ArrayValue")
    for (const { value: element } of node.value.elements) {
      const [, key, text = ""] = /^\[([^\]]{1,256})\]=(.*)$/s.exec(element) ?? [];
      if (key !== undefined) aliases.set(key, text);
    }
}

function textOf(node: Assignment): string {
  return node.text.slice(node.text.indexOf("=") + 1);
}

function readValue(node: Assignment, expansion: Expansion): Value {
  const { value } = node;
  if (value.type === "Word") return [expandText(value, expansion)];
  // Elements with keys of their own: the order says nothing.
  if (value.elements.some((element) => /^\[.*\]\+?=/s.test(element.text))) {
    walkInside(value, expansion);
    for (const element of value.elements)
      walkSubscript(element.value, element.pos, expansion.frame);
    return [UNKNOWN];
  }
  return value.elements.flatMap((element) =>
    expandWord(element, expansion).map((word) => word.value),
  );
}

interface Placed {
  readonly value: Value;
  readonly index: string | undefined;
}

/** The values that the variable may have afterwards. */
function place(node: Assignment, placed: Placed, scope: Scope): readonly Value[] {
  const { value, index } = placed;
  const append = node.append === true;
  if (index === undefined && !append) return [value];
  const at = Number(index ?? 0);
  if (!Number.isInteger(at) || at < 0 || at >= MAX_ITEMS) return [[UNKNOWN]];
  const before = scope.read(node.name);
  if (before !== undefined) {
    return before.map((items) => change(items, { value, index: at, append }, node));
  }
  return at === 0 ? [addUnknownHead(node, value)] : [[UNKNOWN]];
}

/** `x+=y` where the environment may already have an `x`. */
function addUnknownHead(node: Assignment, value: Value): Value {
  if (node.append !== true || node.value.type === "ArrayValue") return value;
  return [`${UNKNOWN}${value.join("")}`];
}

interface Change {
  readonly value: Value;
  readonly index: number;
  readonly append: boolean;
}

function change(items: Value, what: Change, node: Assignment): Value {
  if (node.value.type === "ArrayValue") return [...items, ...what.value];
  const at = what.index;
  const changed = Array.from({ length: Math.max(items.length, at + 1) }, (_, i) => items[i] ?? "");
  changed[at] = (what.append ? (items[at] ?? "") : "") + what.value.join("");
  return changed;
}
