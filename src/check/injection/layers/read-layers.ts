import { joinBrokenWords } from "../strip-markup.ts";
import { readCamelCase } from "./camel-case.ts";
import { readCodes } from "./character-codes.ts";
import { readInvisible } from "./invisible-markup.ts";
import { readLeet } from "./leet-letters.ts";
import { readJoinedWords } from "./joined-words.ts";
import { readMisspelt } from "./misspelt-words.ts";
import { readMorse } from "./morse-code.ts";
import { readPictures } from "./pictures-between.ts";
import { readRadixTexts } from "./radix-texts.ts";
import { readReversed } from "./reversed-text.ts";
import { readShifted } from "./shifted-alphabet.ts";
import { readSplitWords } from "./split-words.ts";
import { readWithoutBlanks } from "./words-without-blanks.ts";

/** Of what all layers read, no more is looked at. */
const MAX_UNITS = 65_536;
/** Of a text longer than twice this, its beginning and its end are: layers are written to be found. */
const REACH = 24_576;

/** Short texts, which most are, have none. */
const LONG_WORD = /\S{18}/;

/**
 * What a text says under a layer that a model reads through and a person or a pattern does not: each layer
 * undone, apart by blank lines. Linear in the text; most layers cost one search where they are not used.
 *
 * @param text as it is, for codes in which case counts
 * @param plain normalised
 */
export function readLayers(text: string, plain: string): string {
  return readAll(ends(text), ends(plain));
}

function ends(text: string): string {
  return text.length <= 2 * REACH ? text : `${text.slice(0, REACH)}\n${text.slice(-REACH)}`;
}

function readAll(text: string, plain: string): string {
  const read = [
    ...readShifted(plain),
    ...readReversed(plain),
    ...readLeet(plain),
    ...readPictures(plain),
    ...readSplitWords(plain),
    ...(LONG_WORD.test(plain)
      ? [...readJoinedWords(plain), ...readWithoutBlanks(plain, text)]
      : []),
    ...readMisspelt(plain),
    ...readCodes(text),
    ...readRadixTexts(text),
    ...readMorse(text),
    ...readCamelCase(text),
    ...(text.includes("<") || text.includes("[") ? readInvisible(text) : []),
    joinBrokenWords(plain),
  ];
  return read
    .filter((each) => each !== "")
    .join("\n\n")
    .slice(0, MAX_UNITS);
}
