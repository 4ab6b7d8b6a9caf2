import { isConnective, placeOf } from "./known-words.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

/** A word that names of things seldom have, joined on either side. */
const SPOT =
  /[_+~|./-](?:you|your|the|all|any|and|not|me|my|this|these|every|everything|it|with|to)[_+~|./-]/;
/** What is joined, not behind a path; signs of sentences are in it, those of code and addresses are not. */
const PIECE = /(?<![^\s"'“(>*])[a-z][a-z0-9'.,:;!?@$_+~|/-]{20,600}/g;
const MIN_WORDS = 6;
const MIN_CONNECTIVES = 2;

/** The name of a test, a branch, a file, a function or a setting is not said to anyone. */
const NAMED =
  /^(?:test|it|should|spec|when|given|describe)[_+~|./-]|[a-z0-9]\.(?:md|html?|txt|pdf|png|jpe?g|docx?|pptx?|json|ya?ml|toml|[cm]?[jt]sx?|py|go|rs|java|rb|sh)$|:$/;
const AFTER_NAME = /^["'`]? ?[:=(]/;

/** `ignore_all_previous_instructions_and…`, with any sign for a blank, as words. Of a normalised text. */
export function readJoinedWords(plain: string): readonly string[] {
  if (!SPOT.test(plain)) return [];
  return [...plain.matchAll(PIECE)].flatMap(({ 0: piece, index }) => {
    if (!SPOT.test(piece) || NAMED.test(piece)) return [];
    const after = index + piece.length;
    return AFTER_NAME.test(plain.slice(after, after + 3)) ? [] : (readPiece(piece) ?? []);
  });
}

function readPiece(piece: string): string | undefined {
  const sign = commonestSign(piece);
  const parts = piece.split(sign).filter((part) => part !== "");
  // A branch or a path begins so; what is said may name one later.
  if (sign !== "/" && parts.slice(0, 2).some((part) => part.includes("/"))) return undefined;
  const read = parts.join(" ");
  // Before anything that needs the list of words.
  if (!tellsOfInstruction(read)) return undefined;
  const words = parts.map((part) => part.replace(/[^a-z]/g, ""));
  if (words.length < MIN_WORDS || words.filter(isConnective).length < MIN_CONNECTIVES) return;
  // Two in three: identifiers are made of abbreviations and names.
  const known = words.filter((word) => placeOf(word) !== undefined);
  return known.length * 3 < words.length * 2 ? undefined : read;
}

function commonestSign(piece: string): string {
  const count = (sign: string) => piece.split(sign).length;
  return ["_", "-", "+", "~", "|", ".", "/"].reduce((best, sign) =>
    count(sign) > count(best) ? sign : best,
  );
}
