import { stretchesAround } from "../secret/stretches-around.ts";

/** How far around a word that instructions are given with the text is looked at. */
const REACH = 160;

/** Words of which an attack on an agent's instructions has one; whole or, broken by markup, in part. */
const SPOT =
  /nstruc|prompt|guideline|directi|\borders\b|\bignor|disregar|forget|\bobey|system|\bsend\b|upload|new task|\\u00|\\x[2-7]/g;

/**
 * What stands around words of instructions, without what can stand between them and is not read: emphasis,
 * tags, escapes, separators, line ends. Of a normalised text; empty when there is no such word.
 */
export function stripMarkup(text: string): string {
  // A full stop between them: nothing is said over the gap.
  return stretchesAround(text, SPOT, REACH).map(strip).join("\n.\n");
}

/** A word that markup, or the end of a string, breaks in two. */
const BREAK =
  /[a-z0-9](?:<\/?[a-z]{1,6}\b[^<>]{0,80}>){1,3}[a-z0-9]|["'] ?\+ ?["']|\*\*[a-z]{1,12}\*\* \*\*/g;

/** The same around broken words, which the classifier does not know; empty when there is none. */
export function joinBrokenWords(text: string): string {
  return stretchesAround(text, BREAK, REACH).map(join).join("\n\n");
}

function join(text: string): string {
  return strip(text.replace(/["'] ?\+ ?["']|(?<=[a-z])<\/?[a-z]{1,6}\b[^<>]{0,80}>(?=[a-z])/g, ""));
}

function strip(text: string): string {
  return text
    .replace(/\\u00([2-7][0-9a-f])|\\x([2-7][0-9a-f])/g, (_, unicode, byte) =>
      String.fromCharCode(Number.parseInt(String(unicode ?? byte), 16)).toLowerCase(),
    )
    .replace(/\\[nrt]/g, " ")
    .replace(/<\/?(?:br|p|div|li|ul|td|tr|h[1-6])\b[^<>]{0,80}>/g, " ")
    .replace(/<\/?[a-z][^<>]{0,80}>|[*~`]+/g, "")
    .replace(/(?<=[a-z])(?:[._/|+-]{1,3}|["'] ?\+ ?["'])(?=[a-z])|(?<![a-z])_|_(?![a-z])/g, " ")
    .replace(/\s+/g, " ");
}
