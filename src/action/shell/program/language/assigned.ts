import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

/** A program that a property is given: Swift's and Objective-C's `Process`, C#'s `ProcessStartInfo`. */
const PROGRAM =
  /(?:(?:executableURL|launchPath)\s*=\s*(?:URL\(\s*(?:fileURLWithPath|filePath)\s*:\s*)?|FileName\s*=\s*)"((?:[^"\\\n]|\\.){1,256})"/g;

/** Its arguments: a list, or one text. */
const ARGUMENTS = /\b[Aa]rguments\s*=\s*(?:\[([^\]]{0,4096})\]|"((?:[^"\\\n]|\\.){0,4096})")/;

const STRING = /"((?:[^"\\\n]|\\.)*)"/g;

/** Programs whose words are given one by one to properties of an object. */
export function readAssignedPrograms(code: string): readonly Inner[] {
  return [...code.matchAll(PROGRAM)].slice(0, 16).flatMap((match): readonly Inner[] => {
    const [, program = ""] = match;
    const [, list, text] = ARGUMENTS.exec(code.slice(match.index, match.index + 8192)) ?? [];
    if (text !== undefined)
      return [{ kind: "source", text: `${unescape(program)} ${unescape(text)}` }];
    const strings = [...(list ?? "").matchAll(STRING)].map(([, each = ""]) => unescape(each));
    return [{ kind: "command", words: [unescape(program), ...strings].map(toKnownWord) }];
  });
}

function unescape(text: string): string {
  return text.replaceAll(/\\(["'\\])/g, "$1");
}
