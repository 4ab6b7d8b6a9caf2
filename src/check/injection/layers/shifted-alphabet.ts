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
/** The same in rot13. */
const ROT13 =
  /vtaber|vafgehpg|cerivbhf|cebzcg|frperg|nffvfgnag|cnffjbeq|perqragvny|hcybnq|lbhe | gur |fraq /g;
/** Of a text longer than this only rot13 is looked for: for the others, each letter is looked at. */
const MAX_UNITS = 2048;
const REACH = 400;

/** What a normalised text says with its letters moved along the alphabet: rot13, and Caesar's other 24. */
export function readShifted(plain: string): readonly string[] {
  const read =
    plain.length > MAX_UNITS
      ? stretchesAround(plain, ROT13, REACH).map((stretch) => shift(stretch, 13))
      : shiftsIn(plain).map((by) => shift(plain, 26 - by));
  return read.filter(tellsOfInstruction);
}

/** The words' second letters, by the steps from each letter to the next, from there on. */
let known: ReadonlyMap<string, number> | undefined;

/** By how much such words are moved in a text: the steps between their letters stay the same. */
function shiftsIn(plain: string): readonly number[] {
  known ??= new Map(WORDS.map((word) => [stepsOf(word).slice(1), word.charCodeAt(1)]));
  const found = new Set<number>();
  for (const { 0: steps, index } of stepsOf(plain).matchAll(
    new RegExp([...known.keys()].join("|"), "g"),
  )) {
    found.add((plain.charCodeAt(index) - (known.get(steps) ?? 0) + 26) % 26);
  }
  found.delete(0);
  return [...found];
}

/** For each letter, how far it is from the one before, as a letter; `#` where there is none before. */
function stepsOf(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  let before = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    const letter = (bytes[at] ?? 0) - 97;
    const isLetter = letter >= 0 && letter < 26;
    if (isLetter) bytes[at] = before < 0 ? 35 : 97 + ((letter - before + 26) % 26);
    before = isLetter ? letter : -1;
  }
  return bytes.toString("latin1");
}

function shift(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97),
  );
}
