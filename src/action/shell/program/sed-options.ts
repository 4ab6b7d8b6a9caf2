/** What a word of a call of sed is. */
type SedWord =
  | { readonly kind: "operand" | "flag" }
  /** An option for a script, `e`, or for a file with one, `f`; `value` where it is joined. */
  | { readonly kind: "e" | "f"; readonly value: string | undefined };

const LONG = /^--(?:(e[a-z]*)|(fi[a-z]*)|[a-z-]*)(?:=([\s\S]+))?$/;
const SHORT = /^-[nErsuz]*([ef])([\s\S]+)?$/;

/**
 * The scripts of a call of sed: those behind `-e`, or else the first operand. None where they are in a file, or
 * where `--sandbox` refuses the commands that run, read and write.
 */
export function readSedScripts(values: readonly string[]): readonly string[] {
  if (values.includes("--sandbox")) return [];
  const end = values.indexOf("--");
  const own = end < 0 ? values : values.slice(0, end);
  const { scripts, operands, isGiven } = readWords(own);
  if (isGiven) return scripts;
  const all = end < 0 ? operands : [...operands, ...values.slice(end + 1)];
  // BSD's `-i ''` has its suffix in a word of its own.
  return all.slice(0, all[0] === "" ? 2 : 1);
}

function readWords(values: readonly string[]) {
  const scripts: string[] = [];
  const operands: string[] = [];
  let isGiven = false;
  for (let at = 0; at < values.length; at += 1) {
    const text = values[at] ?? "";
    const word = readWord(text);
    if (word.kind === "operand") operands.push(text);
    if (!("value" in word)) continue;
    isGiven = true;
    const value = word.value ?? values[++at] ?? "";
    if (word.kind === "e") scripts.push(value);
  }
  return { scripts, operands, isGiven };
}

function readWord(text: string): SedWord {
  if (!text.startsWith("-") || text === "-") return { kind: "operand" };
  const long = LONG.exec(text);
  if (long !== null) {
    if (long[1] !== undefined) return { kind: "e", value: long[3] };
    return long[2] === undefined ? { kind: "flag" } : { kind: "f", value: long[3] };
  }
  const short = SHORT.exec(text);
  if (short === null) return { kind: "flag" };
  return { kind: short[1] === "e" ? "e" : "f", value: short[2] };
}
