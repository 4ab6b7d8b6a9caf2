import { isConnective } from "./known-words.ts";
import { segmentWords } from "./segment-words.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

/** As far is a piece without blanks looked at. */
const MAX_PIECE = 600;
/**
 * Letters of a normalised text, and the apostrophes between them; shorter than 18 they are a word, or a name. The
 * first eight by themselves: so V8 looks at the eighth first, at half the cost.
 */
const LONG_RUN = /[a-z'][a-z'][a-z'][a-z'][a-z'][a-z'][a-z'][a-z'][a-z']{10,}/g;
const MAX_PIECES = 64;
const MIN_WORDS = 5;
/** A word by itself does not tell that words are written without blanks. */
const MIN_COUNTED = 9;
/** Of so many letters one may be in no word of the list: there are names. */
const LETTERS_PER_STRAY = 5;

/** A piece without three of these is no sentence, and not worth cutting up. */
const COMMON =
  /the|you|all|and|not|any|every|this|that|what|with|from|for|now|to|me|my|of|is|it|no|be|as|your|our|will|must|have/g;
const MIN_COMMON = 3;

/**
 * `ignoreallpreviousinstructions` as words. Of a normalised text; names in camel case, which have become such runs
 * in it, are told by how they stand in the text.
 */
export function readWithoutBlanks(plain: string, text: string): readonly string[] {
  const pieces = new Set<string>();
  for (const piece of piecesWithLongRun(plain)) {
    if (pieces.size >= MAX_PIECES) break;
    if (new Set(piece.match(COMMON)).size >= MIN_COMMON) pieces.add(piece);
  }
  return [...pieces].flatMap((piece) => (isCamelCase(piece, text) ? [] : (readPiece(piece) ?? [])));
}

/** What stands without blanks around each long run of letters. */
function* piecesWithLongRun(plain: string): Iterable<string> {
  let done = 0;
  const seen = new Set<string>();
  for (const { 0: run, index: start } of plain.matchAll(LONG_RUN)) {
    if (start < done || seen.has(run)) continue;
    seen.add(run);
    const near = plain.slice(Math.max(done, start - MAX_PIECE), start);
    const before = near.slice(1 + Math.max(near.lastIndexOf(" "), near.lastIndexOf("\n")));
    const after = /^\S*/.exec(plain.slice(start, start + MAX_PIECE))?.[0] ?? "";
    // What stands in a path or an address, or is an anchor, is a name.
    if (!/\/|.#/.test(before)) yield before + after;
    done = start + after.length;
  }
}

/** The piece with its letters as words, if it is made of such and they tell of an instruction. */
function readPiece(piece: string): string | undefined {
  const words: string[] = [];
  let letters = 0;
  let stray = 0;
  const read = piece.replaceAll("'", "").replace(/[a-z]+/g, (run) => {
    const segmented = segmentWords(run);
    letters += run.length;
    stray += segmented.stray;
    if (run.length >= MIN_COUNTED) words.push(...segmented.words);
    return ` ${segmented.words.join(" ")} `;
  });
  if (words.length < MIN_WORDS || stray * LETTERS_PER_STRAY > letters) return undefined;
  if (words.filter(isConnective).length < 2) return undefined;
  const spaced = read.replace(/ +(?=[ .,:;!?])/g, "").trim();
  return tellsOfInstruction(spaced) ? spaced : undefined;
}

/** Whether the piece is a name of many words, each with a capital: of a test, mostly. */
function isCamelCase(piece: string, text: string): boolean {
  const run = /[a-z]{18,}/.exec(piece)?.[0];
  const written = run === undefined ? undefined : new RegExp(run, "i").exec(text)?.[0];
  return written !== undefined && (written.match(/[a-z](?=[A-Z][a-z])/g)?.length ?? 0) >= 2;
}
