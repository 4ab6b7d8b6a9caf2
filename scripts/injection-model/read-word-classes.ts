import { readFileSync } from "node:fs";
import { hashToken, toUnits } from "../../src/check/injection/classifier/hash-token.ts";

/**
 * The classes of words in a file: the number of each form of a word, and of which class it is, from 1 on. A line is
 * `class: word word …`; a word is of the first class that has it.
 */
export function readWordClassFile(file: string): ReadonlyMap<number, number> {
  const lines = readFileSync(file, "utf8").split("\n");
  const classes = new Map<number, number>();
  const named = lines.flatMap((line) => /^[a-z]+: (.+)$/.exec(line)?.[1] ?? []);
  for (const [at, words] of named.entries()) {
    for (const form of words.split(" ").flatMap(formsOf)) {
      const hash = hashToken(toUnits(form), { start: 0, end: form.length });
      if (!classes.has(hash)) classes.set(hash, at + 1);
    }
  }
  return classes;
}

/** A word as it may be bent; some of the forms are no words, which harms nobody. */
function formsOf(word: string): readonly string[] {
  const last = word.at(-1) ?? "";
  const bent = word.endsWith("e")
    ? [`${word}d`, `${word.slice(0, -1)}ing`, `${word}r`]
    : [`${word}ed`, `${word}ing`, `${word}er`, `${word}es`];
  const doubled = /[bdgmnprt]$/.test(word) ? [`${word}${last}ing`, `${word}${last}ed`] : [];
  const ies = word.endsWith("y") ? [`${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`] : [];
  return [word, `${word}s`, ...bent, ...doubled, ...ies];
}
