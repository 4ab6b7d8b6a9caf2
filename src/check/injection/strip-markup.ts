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
  return stretchesAround(text).map(strip).join("\n\n");
}

function stretchesAround(text: string): readonly string[] {
  const stretches: string[] = [];
  let start = 0;
  let end = 0;
  SPOT.lastIndex = 0;
  for (let spot = SPOT.exec(text); spot; spot = SPOT.exec(text)) {
    if (spot.index - REACH > end) {
      if (end > 0) stretches.push(text.slice(start, end));
      start = spot.index - REACH;
    }
    end = spot.index + REACH;
    SPOT.lastIndex = Math.max(SPOT.lastIndex, spot.index + REACH / 2);
  }
  return end > 0 ? [...stretches, text.slice(start, end)] : [];
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
