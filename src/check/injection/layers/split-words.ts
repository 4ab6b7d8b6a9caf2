import { tellsOfInstruction } from "./tells-of-instruction.ts";

/** A word with something between its letters, the same number of signs each time or nearly. */
const LONG = /(?<![a-z0-9])[a-z](?:[^a-z0-9\n]{1,3}[a-z](?![a-z0-9])){5,}/;
const RUN = /(?<![a-z0-9])[a-z](?:(?:[^a-z0-9\s]{1,3}|(?<=[^a-z0-9\s]) )[a-z](?![a-z0-9]))+/g;
const REACH = 2000;

/** `i*g*n*o*r*e a*l*l` and letters with emoji between as words. Of a normalised text. */
export function readSplitWords(plain: string): readonly string[] {
  const pictures = /\p{Extended_Pictographic}/u.test(plain) ? [withoutPictures(plain)] : [];
  const first = LONG.exec(plain)?.index;
  const joined =
    first === undefined
      ? []
      : [
          plain
            .slice(Math.max(0, first - 80), first + REACH)
            .replace(RUN, (run) => run.replace(/[^a-z]/g, "")),
        ];
  return [...pictures, ...joined].filter(tellsOfInstruction);
}

/** Around the pictures, what is said without them. */
function withoutPictures(plain: string): string {
  const near = [...plain.matchAll(/[^\n]{0,200}\p{Extended_Pictographic}[^\n]{0,200}/gu)].slice(
    0,
    20,
  );
  return near
    .map(([line]) =>
      line.replace(/(?<=\w)(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+(?=\w\b)/gu, ""),
    )
    .map((line) => line.replace(/(?:\p{Extended_Pictographic}|\ufe0f|\u200d| )+/gu, " "))
    .join("\n");
}
