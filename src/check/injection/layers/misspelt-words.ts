import { isListed, placeOf, wordsFrom } from "./known-words.ts";
import { type Slip, slipBetween } from "./slip.ts";
import { tellingWords } from "./telling-words.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

const MIN_LENGTH = 5;
const WORD = /[a-z]{5,16}/g;
const REACH = 240;
const MAX_STRETCHES = 40;
/** So many different words must be misspelt near one another: one is a slip of the writer's. */
const MIN_CORRECTED = 2;

/** `ignroe all previuos instrucitons` as it was meant, around words that are nearly one that tells. Of a normalised text. */
export function readMisspelt(plain: string): readonly string[] {
  // Each word once: a long text has few different ones.
  const near = [...new Set(plain.match(WORD))].filter(isNearTelling).slice(0, MAX_STRETCHES);
  return near.length === 0 ? [] : correctAround(plain, new RegExp(near.join("|"), "g"));
}

/** Whether neighbours swapped, or a letter doubled or dropped, makes a word of one that tells, but for its ends. */
function isNearTelling(word: string): boolean {
  const isNear = tellingWords(word.charAt(0) + word.charAt(word.length - 1)).some((meant) => {
    const slip = slipBetween(word, meant);
    return slip === "swapped" || slip === "dropped";
  });
  return isNear && !isListed(word);
}

function correctAround(plain: string, spots: RegExp): readonly string[] {
  const read: string[] = [];
  let done = 0;
  let looked = 0;
  for (const { index: at } of plain.matchAll(spots)) {
    if (at < done) continue;
    if (looked === MAX_STRETCHES) break;
    looked += 1;
    const end = at + REACH;
    const corrected = correct(plain.slice(Math.max(done, at - REACH), end));
    if (corrected === undefined) continue;
    read.push(corrected);
    done = end;
  }
  return read;
}

/** The text with what is in no list of words read as what it is the likeliest slip of, if it has several such. */
function correct(text: string): string | undefined {
  if (!isEnglish(text)) return undefined;
  const long = new Set<string>();
  const read = text.replace(/[a-z]{3,16}/g, (word) => {
    const meant = placeOf(word) === undefined ? meantBy(word) : undefined;
    if (meant !== undefined && word.length >= MIN_LENGTH) long.add(word);
    return meant ?? word;
  });
  return long.size >= MIN_CORRECTED && tellsOfInstruction(read) ? read : undefined;
}

/** The words of other languages are near English ones, too; its shortest words are not, and few are misspelt. */
function isEnglish(text: string): boolean {
  const short = text.match(/\b[a-z]{1,3}\b/g) ?? [];
  return short.filter((word) => placeOf(word) !== undefined).length * 2 >= short.length;
}

/** Of the words that a slip makes this one of, the one of the likeliest slip, and of these the commonest. */
function meantBy(word: string): string | undefined {
  const found: Partial<Record<Slip, string>> = {};
  for (const known of wordsFrom(word.charAt(0))) {
    const slip = known.length > 2 ? slipBetween(word, known) : undefined;
    if (slip !== undefined) found[slip] ??= known;
  }
  return found.swapped ?? found.dropped ?? found.other;
}
