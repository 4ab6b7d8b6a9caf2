import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

const MAX_COMMANDS = 256;

/** More words of one call are not read. */
const MAX_WORDS = 512;

/** `command = rm $out` of ninja; its variables are nobody's but its own. */
export function readNinja(text: string): readonly string[] {
  const commands = [...text.matchAll(/^[ \t]+command[ \t]*=[ \t]*(.*)$/gm)].slice(0, MAX_COMMANDS);
  return commands.map(([, command = ""]) => command.replaceAll(/\$\{?(?:in|out|\w+)\}?/g, "x"));
}

/** Commands of CMake that start others, while it configures or while it builds. */
const STARTING =
  /(?:^|\n)\s*(?:execute_process|add_custom_command|add_custom_target|exec_program|install)\s*\(/gi;

const WORD = /"((?:[^"\\]|\\.){0,4096})"|([^\s"()#]{1,4096})|(\))/g;

/** The commands behind `COMMAND` in a file of CMake. Source: https://cmake.org/cmake/help/latest/command/execute_process.html */
export function readCmakeLists(text: string): readonly Inner[] {
  return [...text.matchAll(STARTING)].slice(0, MAX_COMMANDS).flatMap((start) => {
    const commands: string[][] = [];
    let current: string[] | undefined;
    for (const word of wordsOf(text, start.index + start[0].length)) {
      if (word === "COMMAND") commands.push((current = []));
      else if (/^[A-Z][A-Z_]{3,}$/.test(word)) current = undefined;
      else current?.push(word);
    }
    return commands.filter(({ length }) => length > 0).map(toCommand);
  });
}

/** The words of one call, up to the parenthesis that closes it. */
function wordsOf(text: string, start: number): readonly string[] {
  const words: string[] = [];
  WORD.lastIndex = start;
  while (words.length < MAX_WORDS) {
    const [whole, quoted, plain = ""] = WORD.exec(text) ?? [")"];
    if (whole === ")") break;
    words.push((quoted ?? plain).replaceAll(/\\(["\\$])/g, "$1"));
  }
  return words;
}

function toCommand(words: readonly string[]): Inner {
  return { kind: "command", words: words.map(toKnownWord) };
}
