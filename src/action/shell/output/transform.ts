import { UNKNOWN } from "../../../model/invocation.ts";
import { decodeEscapes } from "./escapes.ts";
import type { Evaluator } from "./evaluator.ts";
import { readOperands } from "./evaluator.ts";

/** cat and tee hand on what they read. */
export const passOn: Evaluator = (_args, input) => input ?? UNKNOWN;

/** cat: only its input, or the files of the line. */
export const cat: Evaluator = (args, input) =>
  readOperands(args).every((operand) => operand === "-") ? (input ?? UNKNOWN) : UNKNOWN;

/** rev: each line backwards. */
export const rev: Evaluator = (args, input) => {
  if (args.length > 0 || input === undefined) return UNKNOWN;
  return input
    .split("\n")
    .map((line) => [...line].toReversed().join(""))
    .join("\n");
};

/** tac: lines in the other order. */
export const tac: Evaluator = (args, input) => {
  if (args.length > 0 || input === undefined) return UNKNOWN;
  const lines = input.replace(/\n$/, "").split("\n");
  return `${lines.toReversed().join("\n")}\n`;
};

/** tr with two sets of characters and ranges, or -d with one. */
export const tr: Evaluator = (args, input) => {
  if (input === undefined) return UNKNOWN;
  const deletes = args[0] === "-d";
  const [first, second] = (deletes ? args.slice(1) : args).map(expandSet);
  if (first === undefined || args.length !== 2) return UNKNOWN;
  if (deletes)
    return input
      .split("")
      .filter((character) => !first.includes(character))
      .join("");
  const last = second?.at(-1);
  if (second === undefined || last === undefined) return UNKNOWN;
  const table = new Map(first.map((character, index) => [character, second[index] ?? last]));
  return [...input].map((character) => table.get(character) ?? character).join("");
};

const CLASSES: Readonly<Record<string, string>> = {
  "[:lower:]": "a-z",
  "[:upper:]": "A-Z",
  "[:digit:]": "0-9",
  "[:space:]": " \t\n\v\f\r",
};

/** The characters of a set; undefined for one that is not understood. */
function expandSet(set: string): readonly string[] | undefined {
  const text = decodeEscapes(CLASSES[set] ?? set);
  if (/\[[:=]|\uFFFC/.test(text) || text.length > 512) return undefined;
  const characters: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const range =
      text.charAt(at + 1) === "-" ? listRange(text.charAt(at), text.charAt(at + 2)) : [];
    if (range.length === 0) characters.push(text.charAt(at));
    else at += 2;
    characters.push(...range);
  }
  return characters;
}

/** `a` to `e`; empty where that is no range of ASCII. */
function listRange(first: string, last: string): readonly string[] {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  const count = to > 0x7f || Number.isNaN(to) ? 0 : Math.max(0, to - from + 1);
  return Array.from({ length: count }, (_, index) => String.fromCharCode(from + index));
}

const SUBSTITUTION = /^s([/|,#:@])([^\\.*[\]^$]{1,100}?)\1([^\\&]{0,100}?)\1(g?)$/;

/** sed with one `s` command between short literals. */
export const sed: Evaluator = (args, input) => {
  const script = args[0] === "-e" ? args[1] : args[0];
  const alone = args.length === (args[0] === "-e" ? 2 : 1);
  const match = SUBSTITUTION.exec(script ?? "");
  if (!match || !alone || input === undefined) return UNKNOWN;
  const [, , from = "", to = "", all] = match;
  const edit = (line: string): string =>
    all === "g" ? line.split(from).join(to) : line.replace(from, () => to);
  return input.split("\n").map(edit).join("\n");
};
