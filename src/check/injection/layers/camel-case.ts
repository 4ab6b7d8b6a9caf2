import { tellsOfInstruction } from "./tells-of-instruction.ts";

const RUN = /(?<![A-Za-z])(?:[A-Z][a-z']{0,14}[.,:;~/-]{0,2}){6,120}/g;
const MAX_RUNS = 40;
/** Six capitals in a row are one word. */
const MIN_WORDS = 4;

/** `IgnoreAllPreviousInstructions…`, six words or more, as words. */
export function readCamelCase(text: string): readonly string[] {
  return [...text.matchAll(RUN)]
    .slice(0, MAX_RUNS)
    .map(([run]) => run.replace(/(?<=[a-z.,:;])(?=[A-Z])/g, " ").toLowerCase())
    .filter((read) => read.split(" ").length >= MIN_WORDS && tellsOfInstruction(read));
}
