import { stretchesAround } from "../../secret/stretches-around.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

/** A word that has a digit for a letter inside, and near it one that has one anywhere. */
const SPOT =
  /[a-z][013457][a-z013457@$!]*[^\n]{1,24}?(?<![a-z0-9])(?:[a-z]+[013457]|[013457]+[a-z])[a-z013457@$!]*(?![a-z0-9])/g;
/** What has both letters and signs for letters in it: most words have not. */
const WORD = /(?<![a-z0-9@$!|+])(?=[a-z]+[0-9@$!|+]|[0-9@$!|+]+[a-z])[a-z0-9@$!|+]+/g;
const REACH = 300;
const SIGNS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "+": "t",
};

/** `1gn0r3 4ll pr3v10u5` as `ignore all previous`, a one once as an i and once as an l. Of a normalised text. */
export function readLeet(plain: string): readonly string[] {
  if (!/[a-z][01345]7?[a-z]/.test(plain)) return [];
  return stretchesAround(plain, SPOT, REACH).flatMap((stretch) =>
    ["i", "l"].flatMap((one) => {
      const changed: string[] = [];
      const read = stretch.replace(WORD, (word) => {
        const letters = word.replace(/[^a-z]/g, (sign) =>
          sign === "1" ? one : (SIGNS[sign] ?? sign),
        );
        if (letters !== word) changed.push(letters);
        return letters;
      });
      // What told of instructions before has been seen.
      return tellsOfInstruction(changed.join(" ")) ? [read] : [];
    }),
  );
}
