import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { findOperand } from "./options.ts";
import { optionValues } from "./table/option-values.ts";

const VALUED =
  "-F -v -f -e -i -E -l --field-separator --assign --file --source --include --exec --load".split(
    " ",
  );

/** Longer programs are read up to here. */
const MAX_UNITS = 16_384;
const MAX_COMMANDS = 32;

/** `system("cmd")`. */
const SYSTEM = /\bsystem\s*\(\s*"((?:[^"\\]|\\.){0,512})"/g;
/** `"cmd" | getline`, `"cmd" |& getline`. */
const READ = /"((?:[^"\\]|\\.){1,512})"\s*\|&?\s*getline/g;
/** `print x | "cmd"`. */
const WRITE = /\|&?\s*"((?:[^"\\]|\\.){1,512})"/g;

/** awk: what `system` and its pipes give to a shell, as far as it stands there in one string. */
export const awk: Wrapper = {
  names: ["awk", "gawk", "mawk", "nawk", "original-awk", "goawk"],
  unwrap: ({ words }) =>
    readPrograms(words).flatMap((program) =>
      [SYSTEM, READ, WRITE].flatMap((pattern) => readAll(program.slice(0, MAX_UNITS), pattern)),
    ),
};

function readPrograms(words: readonly ShellWord[]): readonly string[] {
  const given = optionValues(words.slice(1), "-e --source");
  const files = optionValues(words.slice(1), "-f --file -E --exec");
  if (given.length > 0 || files.length > 0) return given;
  const program = words[findOperand(words, 1, { valued: VALUED })]?.value;
  return program === undefined ? [] : [program];
}

function readAll(program: string, pattern: RegExp): readonly Inner[] {
  return [...program.matchAll(pattern)].slice(0, MAX_COMMANDS).map(([, text = ""]) => ({
    kind: "source",
    text: text.replaceAll(/\\(["\\/])/g, "$1"),
    label: "awk",
  }));
}
