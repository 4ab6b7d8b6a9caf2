import type { CompiledRegex } from "../../../model/rule.ts";
import {
  MAX_CODE_POINT,
  type CodeRange,
  type Re2Assertion,
  type Re2Class,
  type Re2Node,
  type UnicodeProperty,
} from "./ast.ts";
import { foldRanges, mergeRanges } from "./class.ts";

/** How the whole expression is written; V8 has one flag for all of it where RE2 has one a group. */
interface PrintStyle {
  readonly ignoreCase: boolean;
  readonly unicode: boolean;
}

/** Writes a parsed RE2 pattern in V8's syntax, with the same groups and the same matches. */
export function printRe2(node: Re2Node): CompiledRegex {
  const traits = { foldedLetter: false, strictLetter: false, unicode: false };
  collectTraits(node, traits);
  const style = {
    // A pattern that ignores case in one place only gets both cases spelled out there.
    ignoreCase: traits.foldedLetter && !traits.strictLetter,
    unicode: traits.unicode,
  };
  const flags = `${style.ignoreCase ? "i" : ""}${style.unicode ? "u" : ""}`;
  const source = printNode(node, style);
  // An empty source stands for no pattern at all.
  return { source: source === "" ? "(?:)" : source, flags };
}

interface Traits {
  foldedLetter: boolean;
  strictLetter: boolean;
  unicode: boolean;
}

function collectTraits(node: Re2Node, traits: Traits): void {
  switch (node.kind) {
    case "literal":
      noteRanges([[node.code, node.code]], node.fold, traits);
      return;
    case "class":
      noteRanges(node.ranges, node.fold, traits);
      if (node.properties.length > 0) noteProperties(node.fold, traits);
      return;
    case "group":
    case "repeat":
      collectTraits(node.body, traits);
      return;
    case "sequence":
      for (const part of node.parts) collectTraits(part, traits);
      return;
    case "alternatives":
      for (const option of node.options) collectTraits(option, traits);
      return;
    case "assertion":
      return;
  }
}

/** `\p{Lu}` is other letters where case is ignored. */
function noteProperties(fold: boolean, traits: Traits): void {
  traits.unicode = true;
  if (fold) traits.foldedLetter = true;
  else traits.strictLetter = true;
}

function noteRanges(ranges: readonly CodeRange[], fold: boolean, traits: Traits): void {
  if (ranges.some(([low, high]) => low > 0xffff || (high > 0xffff && high < MAX_CODE_POINT))) {
    traits.unicode = true;
  }
  if (!changesUnderFold(ranges)) return;
  if (fold) traits.foldedLetter = true;
  else traits.strictLetter = true;
}

/** Whether ignoring case would change the set: `[A-Za-z]` stays what it is, `[a-z]` does not. */
function changesUnderFold(ranges: readonly CodeRange[]): boolean {
  if (ranges.some(([, high]) => high > 0x7f && high < MAX_CODE_POINT)) return true;
  return countCodes(foldRanges(ranges)) !== countCodes(mergeRanges(ranges));
}

function countCodes(ranges: readonly CodeRange[]): number {
  return ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);
}

function printNode(node: Re2Node, style: PrintStyle): string {
  switch (node.kind) {
    case "literal":
      return printLiteral(node.code, node.fold, style);
    case "class":
      return printClass(node, style);
    case "assertion":
      return printAssertion(node.which);
    case "group":
      return `${node.captures ? "(" : "(?:"}${printNode(node.body, style)})`;
    case "sequence":
      return node.parts.map((part) => printNode(part, style)).join("");
    case "alternatives":
      return node.options.map((option) => printNode(option, style)).join("|");
    case "repeat":
      return `${printBody(node.body, style)}${printBounds(node)}${node.greedy ? "" : "?"}`;
  }
}

function printBody(node: Re2Node, style: PrintStyle): string {
  const text = printNode(node, style);
  // V8 takes no repeat on a bare assertion.
  return node.kind === "assertion" ? `(?:${text})` : text;
}

function printBounds({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max === Infinity) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printAssertion(which: Re2Assertion): string {
  const table: Readonly<Record<Re2Assertion, string>> = {
    textStart: "(?<![^])",
    textEnd: "(?![^])",
    // RE2 knows one line break, "\n"; V8's ^ and $ know four.
    lineStart: "(?<![^\\n])",
    lineEnd: "(?![^\\n])",
    word: "\\b",
    notWord: "\\B",
  };
  return table[which];
}

function printLiteral(code: number, fold: boolean, style: PrintStyle): string {
  const char = String.fromCodePoint(code);
  const cases = new Set([char.toLowerCase(), char.toUpperCase()]);
  // A letter such as "ß" has no single other case, in RE2 either.
  const folds = [...cases].every((other) => other.length === char.length);
  if (!fold || style.ignoreCase || cases.size === 1 || !folds) return escapeCode(char);
  return `[${[...cases].map(escapeCode).join("")}]`;
}

function printClass(node: Re2Class, style: PrintStyle): string {
  const ranges = node.fold && !style.ignoreCase ? foldRanges(node.ranges) : node.ranges;
  const items = [
    ...ranges.map((range) => printRange(range, style)),
    ...node.properties.map(printProperty),
  ].join("");
  if (items === "") return node.negated ? "[^]" : "[]";
  return `[${node.negated ? "^" : ""}${items}]`;
}

function printRange([low, high]: CodeRange, style: PrintStyle): string {
  const from = escapeCode(String.fromCodePoint(low));
  if (low === high) return from;
  // Without the `u` flag V8 sees UTF-16 units: the last of them ends a range to the last code point.
  const last = high === MAX_CODE_POINT && !style.unicode ? 0xffff : high;
  return `${from}-${escapeCode(String.fromCodePoint(last))}`;
}

function printProperty({ name, negated }: UnicodeProperty): string {
  const key = name.length <= 2 ? name : `Script=${name}`;
  return `\\${negated ? "P" : "p"}{${key}}`;
}

/** A character as V8 reads it in any mode, inside and outside brackets. */
function escapeCode(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (/[A-Za-z0-9_ ]/.test(char) || char.length > 1) return char;
  if (/[\^$\\.*+?()[\]{}|/]/.test(char)) return `\\${char}`;
  if (code >= 0x20 && code < 0x7f && char !== "-") return char;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
