import { stretchesAround } from "../../secret/stretches-around.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

const PICTURE = /\p{Extended_Pictographic}/gu;
const REACH = 400;
const MAX_STRETCHES = 20;

/** What a normalised text says with emoji between its letters or its words. */
export function readPictures(plain: string): readonly string[] {
  const read = stretchesAround(plain, PICTURE, REACH)
    .slice(0, MAX_STRETCHES)
    .map((stretch) =>
      stretch.replace(/(?<=\w)(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+(?=\w\b)/gu, ""),
    )
    .map((stretch) => stretch.replace(/(?:\p{Extended_Pictographic}|\ufe0f|\u200d| )+/gu, " "))
    .join("\n");
  return tellsOfInstruction(read) ? [read] : [];
}
