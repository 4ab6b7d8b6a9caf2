const BLANKS = /[\u00a0\u2007\u2009\u202f]/g;
const HYPHENS = /[\u2010\u2011]/g;
const ODD = ["\u00a0", "\u2007", "\u2009", "\u202f", "\u2010", "\u2011"];

/**
 * The text with the blanks and hyphens that keep a line from breaking as ordinary ones, so that no pattern
 * needs to know them. Nothing moves: every character stays one UTF-16 unit.
 */
export function withPlainSeparators(text: string): string {
  // Hardly any text has one, and looking for a character costs far less than a regular expression.
  if (!ODD.some((char) => text.includes(char))) return text;
  return text.replace(BLANKS, " ").replace(HYPHENS, "-");
}
