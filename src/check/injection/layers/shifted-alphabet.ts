import { stretchesAround } from "../../secret/stretches-around.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

const WORDS = [
  "ignore",
  "instruct",
  "previous",
  "prompt",
  "secret",
  "assistant",
  "password",
  "credential",
  "upload",
  "your ",
  " the ",
  "send ",
];
const ROT13 = 13;
/** Of a text longer than this only rot13 is looked for: a word is looked for in each of the others. */
const MAX_UNITS = 2048;
const REACH = 400;

/** What a normalised text says with its letters moved along the alphabet: rot13, and Caesar's other 24. */
export function readShifted(plain: string): readonly string[] {
  const shifts =
    plain.length > MAX_UNITS ? [ROT13] : Array.from({ length: 25 }, (_, nth) => nth + 1);
  return shifts.flatMap((by) =>
    stretchesAround(plain, spotOf(by), REACH)
      .map((stretch) => shift(stretch, 26 - by))
      .filter(tellsOfInstruction),
  );
}

const spots = new Map<number, RegExp>();

/** The words as they stand so many letters on: one search for all of them is a quarter of the cost of one for each. */
function spotOf(by: number): RegExp {
  let spot = spots.get(by);
  if (!spot) {
    spot = new RegExp(WORDS.map((word) => shift(word, by)).join("|"), "g");
    spots.set(by, spot);
  }
  return spot;
}

function shift(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97),
  );
}
