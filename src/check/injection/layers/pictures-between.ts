import { stretchesAround } from "../../secret/stretches-around.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

/**
 * Pictures inside of what is said; those before a heading or in a table are ordinary. Named by the blocks they are in:
 * a text of Latin-1 alone, as most are, is not even looked at.
 */
const BETWEEN =
  /(?<=[a-z0-9][,;:'"]? ?)(?:(?:[\u231A-\u23FF\u2600-\u27BF\u2B00-\u2BFF]|[\uD83C-\uD83E][\uDC00-\uDFFF]) ?)+(?=[a-z0-9])/g;
const REACH = 400;
const MAX_STRETCHES = 20;

/** What a normalised text says with emoji between its letters or its words. */
export function readPictures(plain: string): readonly string[] {
  const stretches = stretchesAround(plain, BETWEEN, REACH).slice(0, MAX_STRETCHES);
  if (stretches.length === 0) return [];
  const read = stretches
    .join("\n")
    .replace(/(?<=\w)(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+(?=\w\b)/gu, "")
    .replace(/(?:\p{Extended_Pictographic}|\ufe0f|\u200d| )+/gu, " ");
  return tellsOfInstruction(read) ? [read] : [];
}
