import type { WordPart } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_BRACE_NESTING, MAX_BRACE_PIECES, MAX_BRACE_WORDS } from "../bounds.ts";

/** Unquoted text of a word, still with its backslashes. */
export interface RawText {
  readonly type: "Raw";
  readonly text: string;
}

export type Piece = WordPart | RawText;
type Pieces = readonly Piece[];

/** What stands between two braces is read one character or one part at a time. */
type Token = string | WordPart;

const NUMBERS = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?$/;
const LETTERS = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,15}))?$/;

/**
 * The words that a word with braces becomes, each as its pieces; undefined past a bound: more than
 * `MAX_BRACE_WORDS` words, `MAX_BRACE_PIECES` pieces or `MAX_BRACE_NESTING` levels.
 */
export function expandBraces(parts: readonly WordPart[]): readonly Pieces[] | undefined {
  if (parts.length > MAX_BRACE_PIECES) return undefined;
  const words: Piece[][] = [[]];
  for (const part of parts) {
    const choices = part.type === "BraceExpansion" ? expandTokens(toTokens(part), 0) : [[part]];
    if (choices === undefined || !append(words, choices)) return undefined;
  }
  return words;
}

function toTokens(part: WordPart & { type: "BraceExpansion" }): readonly Token[] {
  if (part.parts === undefined) return toCharacters(part.text);
  const inner = part.parts.flatMap((child): Token[] =>
    child.type === "Literal" || child.type === "Glob" || child.type === "BraceExpansion"
      ? toCharacters(child.text)
      : [child],
  );
  // The parts are those between the braces.
  return ["{", ...inner, "}"];
}

/** Characters, an escaped one with its backslash. */
function toCharacters(text: string): string[] {
  return text.match(/\\[\s\S]|[\s\S]/g) ?? [];
}

/** Makes each of `words` go on with each of `choices`; false when there would be too many. */
function append(words: Piece[][], choices: readonly Pieces[]): boolean {
  if (words.length * choices.length > MAX_BRACE_WORDS) return false;
  const [only] = choices;
  if (choices.length === 1 && only !== undefined) for (const word of words) word.push(...only);
  else {
    const heads = words.splice(0);
    for (const head of heads) for (const tail of choices) words.push([...head, ...tail]);
  }
  return true;
}

/** Expands a run of tokens in which braces may open. */
function expandTokens(tokens: readonly Token[], nesting: number): readonly Pieces[] | undefined {
  if (nesting > MAX_BRACE_NESTING || tokens.length > MAX_BRACE_PIECES) return undefined;
  const closes = matchBraces(tokens);
  const words: Piece[][] = [[]];
  let literal = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const close = closes.get(at);
    if (close === undefined) continue;
    const group = expandGroup(tokens.slice(at + 1, close), nesting);
    if (group === undefined) return undefined;
    if (!append(words, [toPieces(tokens.slice(literal, at))]) || !append(words, group))
      return undefined;
    at = close;
    literal = close + 1;
  }
  return append(words, [toPieces(tokens.slice(literal))]) ? words : undefined;
}

/** Where each opening brace that is closed is closed. */
function matchBraces(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token === "{") open.push(at);
    const start = token === "}" ? open.pop() : undefined;
    if (start !== undefined) closes.set(start, at);
  }
  return closes;
}

/** What stands between one pair of braces: a list with commas, or a sequence. */
function expandGroup(inner: readonly Token[], nesting: number): readonly Pieces[] | undefined {
  const items = splitAtCommas(inner);
  if (items.length < 2) {
    const sequence = expandSequence(inner);
    if (sequence !== undefined) return sequence.map((text) => [{ type: "Raw", text }]);
    const open: Pieces = [raw("{")];
    const words = expandTokens(inner, nesting + 1);
    return words?.map((pieces) => open.concat(pieces, raw("}")));
  }
  const words: Pieces[] = [];
  for (const item of items) {
    const expanded = expandTokens(item, nesting + 1);
    if (expanded === undefined || words.length + expanded.length > MAX_BRACE_WORDS)
      return undefined;
    words.push(...expanded);
  }
  return words;
}

function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (token === "," && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

/** `1..5`, `a..e..2`. A long one is unknown: numbers alone name nothing that matters. */
function expandSequence(tokens: readonly Token[]): readonly string[] | undefined {
  if (tokens.some((token) => typeof token !== "string")) return undefined;
  const text = tokens.join("");
  const numbers = NUMBERS.exec(text);
  if (numbers)
    return countUp(Number(numbers[1]), Number(numbers[2]), Number(numbers[3] ?? 1)).map(String);
  const letters = LETTERS.exec(text);
  if (!letters) return undefined;
  const [from, to] = [letters[1] ?? "", letters[2] ?? ""].map((letter) => letter.charCodeAt(0));
  const codes = countUp(from ?? 0, to ?? 0, Number(letters[3] ?? 1));
  return codes.map((code) => (typeof code === "number" ? String.fromCharCode(code) : code));
}

function countUp(from: number, to: number, step: number): readonly (number | string)[] {
  const stride = Math.max(1, Math.abs(step));
  const count = Math.floor(Math.abs(to - from) / stride) + 1;
  if (count > MAX_BRACE_WORDS) return [UNKNOWN];
  const direction = to < from ? -stride : stride;
  return Array.from({ length: count }, (_, index) => from + index * direction);
}

function toPieces(tokens: readonly Token[]): Pieces {
  const pieces: Piece[] = [];
  for (const token of tokens) {
    const last = pieces.at(-1);
    if (typeof token !== "string") pieces.push(token);
    else if (last?.type === "Raw") pieces[pieces.length - 1] = raw(last.text + token);
    else pieces.push(raw(token));
  }
  return pieces;
}

function raw(text: string): RawText {
  return { type: "Raw", text };
}
