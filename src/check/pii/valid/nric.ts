import { weigh } from "./weigh.ts";

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2];
const CITIZENS = "jzihgfedcba";
const FOREIGNERS = "xwutrqpnmlk";

/**
 * Whether a Singaporean NRIC (S, T) or FIN (F, G) ends in its check letter, by the scheme that is commonly described;
 * the Immigration & Checkpoints Authority has not published one.
 *
 * @param text In lower case, without blanks.
 */
export function isNric(text: string): boolean {
  if (!/^[stfg][0-9]{7}[a-z]$/.test(text)) return false;
  const isLater = text.startsWith("t") || text.startsWith("g");
  const sum = weigh(text.slice(1, 8), WEIGHTS) + (isLater ? 4 : 0);
  const letters = /^[st]/.test(text) ? CITIZENS : FOREIGNERS;
  return letters[sum % 11] === text[8];
}
