import type { Re2Assertion, Re2Node, Re2Repeat } from "./ast.ts";
import { readBracket } from "./bracket.ts";
import { holdsWithin } from "./repeats.ts";
import { readEscape, takeQuoted } from "./escape.ts";
import {
  atEnd,
  failRe2,
  peekChar,
  takeChar,
  takeIf,
  takeMatch,
  type Re2Flags,
  type Re2Scanner,
} from "./scanner.ts";

/** RE2's own bound on a repeat count. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;

/**
 * Parses a pattern in the syntax of Go's `regexp`, the one that gitleaks rules are written in.
 * @throws Re2Error with the offset of what RE2 does not accept.
 */
export function parseRe2(pattern: string): Re2Node {
  return parseWithFlags(pattern, NO_FLAGS).node;
}

/** No flag is on where a pattern begins. */
export const NO_FLAGS: Re2Flags = {
  fold: false,
  multiLine: false,
  dotAll: false,
  ungreedy: false,
};

/**
 * The same where other flags are on at first; tells those that are on at the end.
 * @throws Re2Error
 */
export function parseWithFlags(
  pattern: string,
  flags: Re2Flags,
): { readonly node: Re2Node; readonly flags: Re2Flags } {
  const scanner: Re2Scanner = { pattern, position: 0, flags, depth: 0 };
  const node = readAlternatives(scanner);
  if (!atEnd(scanner)) failRe2(scanner, "unexpected )");
  return { node, flags: scanner.flags };
}

function readAlternatives(scanner: Re2Scanner): Re2Node {
  const options = [readSequence(scanner)];
  while (takeIf(scanner, "|")) options.push(readSequence(scanner));
  const [only] = options;
  return only && options.length === 1 ? only : { kind: "alternatives", options };
}

function readSequence(scanner: Re2Scanner): Re2Node {
  const parts: Re2Node[] = [];
  while (!atEnd(scanner) && !"|)".includes(peekChar(scanner))) {
    const quoted = takeQuoted(scanner);
    const atoms =
      quoted === undefined
        ? [readAtom(scanner)]
        : [...quoted].map((char) => literal(scanner, char));
    // A repeat after \Q…\E is of its last character.
    const last = atoms.pop();
    parts.push(...atoms.filter((atom) => atom !== undefined));
    if (last) parts.push(readRepeat(scanner, last));
  }
  return { kind: "sequence", parts };
}

/** Undefined for what leaves no node: a bare flag group. */
function readAtom(scanner: Re2Scanner): Re2Node | undefined {
  const start = scanner.position;
  const char = takeChar(scanner);
  switch (char) {
    case "(":
      return readGroup(scanner, start);
    case "[":
      return readBracket(scanner);
    case ".":
      return anyChar(scanner.flags);
    case "^":
      return assertion(scanner.flags.multiLine ? "lineStart" : "textStart");
    case "$":
      return assertion(scanner.flags.multiLine ? "lineEnd" : "textEnd");
    case "\\":
      return readAssertion(scanner) ?? readEscapedAtom(scanner);
    case "*":
    case "+":
    case "?":
      return failRe2(scanner, `nothing to repeat before ${char}`, start);
    default:
      return literal(scanner, char);
  }
}

function readAssertion(scanner: Re2Scanner): Re2Node | undefined {
  const letters: Readonly<Record<string, Re2Assertion>> = {
    A: "textStart",
    z: "textEnd",
    b: "word",
    B: "notWord",
  };
  const which = letters[peekChar(scanner)];
  if (!which) return undefined;
  takeChar(scanner);
  return assertion(which);
}

function readEscapedAtom(scanner: Re2Scanner): Re2Node {
  const escaped = readEscape(scanner);
  const { fold } = scanner.flags;
  if (escaped.kind === "code") return { kind: "literal", code: escaped.code, fold };
  return { kind: "class", ...escaped.members, negated: false, fold };
}

function readGroup(scanner: Re2Scanner, start: number): Re2Node | undefined {
  if (!takeIf(scanner, "?")) return readGroupBody(scanner, { start, captures: true });
  refuseLookaround(scanner, start);
  if (takeMatch(scanner, /P?<[A-Za-z_]\w*>/y)) {
    return readGroupBody(scanner, { start, captures: true });
  }
  const match = takeMatch(scanner, /([imsU]*)(?:-([imsU]+))?([:)])/y);
  if (!match) return failRe2(scanner, "RE2 has no such group", start);
  const flags = applyFlags(scanner.flags, match[1] ?? "", match[2] ?? "");
  if (match[3] === ")") {
    scanner.flags = flags;
    return undefined;
  }
  return readGroupBody(scanner, { start, captures: false, flags });
}

function refuseLookaround(scanner: Re2Scanner, start: number): void {
  const match = takeMatch(scanner, /<?[=!]|>/y);
  if (match) failRe2(scanner, `RE2 has no (?${match[0]}…): no lookaround, no atomic group`, start);
}

interface GroupStart {
  readonly start: number;
  readonly captures: boolean;
  readonly flags?: Re2Flags;
}

function readGroupBody(scanner: Re2Scanner, group: GroupStart): Re2Node {
  const outer = scanner.flags;
  scanner.flags = group.flags ?? outer;
  scanner.depth += 1;
  if (scanner.depth > MAX_DEPTH) failRe2(scanner, `groups nest deeper than ${MAX_DEPTH}`);
  const body = readAlternatives(scanner);
  if (!takeIf(scanner, ")")) failRe2(scanner, "missing )", group.start);
  scanner.depth -= 1;
  // A flag set inside a group ends with it.
  scanner.flags = outer;
  return { kind: "group", captures: group.captures, body };
}

function applyFlags(flags: Re2Flags, on: string, off: string): Re2Flags {
  const value = (letter: string, current: boolean): boolean =>
    !off.includes(letter) && (on.includes(letter) || current);
  return {
    fold: value("i", flags.fold),
    multiLine: value("m", flags.multiLine),
    dotAll: value("s", flags.dotAll),
    ungreedy: value("U", flags.ungreedy),
  };
}

function readRepeat(scanner: Re2Scanner, body: Re2Node): Re2Node {
  const start = scanner.position;
  const counted = peekChar(scanner) === "{";
  const bounds = takeBounds(scanner);
  if (!bounds) return body;
  const lazy = takeIf(scanner, "?");
  const repeat: Re2Repeat = {
    kind: "repeat",
    body,
    min: bounds[0],
    max: bounds[1],
    greedy: lazy === scanner.flags.ungreedy,
    counted,
  };
  if (counted && !holdsWithin(repeat, MAX_REPEAT)) {
    failRe2(scanner, `RE2 takes repeats within repeats up to ${MAX_REPEAT} in all`, start);
  }
  if (takeBounds(scanner)) failRe2(scanner, "a repeat of a repeat needs a group", start);
  return repeat;
}

function takeBounds(scanner: Re2Scanner): readonly [number, number] | undefined {
  if (takeIf(scanner, "*")) return [0, Infinity];
  if (takeIf(scanner, "+")) return [1, Infinity];
  if (takeIf(scanner, "?")) return [0, 1];
  return takeCounts(scanner);
}

function takeCounts(scanner: Re2Scanner): readonly [number, number] | undefined {
  const start = scanner.position;
  const match = takeMatch(scanner, /\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y);
  if (!match) return undefined;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === "" ? Infinity : Number(match[3]);
  if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT) || max < min) {
    return failRe2(scanner, `RE2 takes repeat counts up to ${MAX_REPEAT}, smaller first`, start);
  }
  return [min, max];
}

function literal(scanner: Re2Scanner, char: string): Re2Node {
  return { kind: "literal", code: char.codePointAt(0) ?? 0, fold: scanner.flags.fold };
}

function assertion(which: Re2Assertion): Re2Node {
  return { kind: "assertion", which };
}

function anyChar(flags: Re2Flags): Re2Node {
  const ranges: [number, number][] = flags.dotAll ? [] : [[10, 10]];
  return { kind: "class", ranges, properties: [], negated: true, fold: false };
}
