import { UNKNOWN } from "../../../../model/invocation.ts";
import { quoteWord } from "../../../quote-word.ts";
import type { Inner } from "../../call.ts";

/** How far behind a call's name its arguments are looked for. */
const MAX_ARGUMENTS = 1024;

const MAX_CALLS = 32;

const CALL = () => /\b(delete|rename|writefile|filecopy|readfile)\s{0,4}\(/g;

/** A string, a variable of the environment, a path to expand, or what else stands between commas. */
const PART = () =>
  /"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|\$(\w+)|expand\(\s*["']([^"']*)["']\s*\)|([()[\]])|(,)|(\.)|\s+|[^\s"'$()[\],.]+/gs;

/** The commands that do what vim's functions in a line do to files. */
export function readVimFiles(line: string, label: string): readonly Inner[] {
  const calls = [...line.matchAll(CALL())].slice(0, MAX_CALLS);
  return calls.map(({ 0: whole, 1: name = "", index }) => {
    const start = index + whole.length;
    const given = readArguments(line.slice(start, start + MAX_ARGUMENTS));
    return { kind: "source", text: toCommand(name, given), label };
  });
}

function toCommand(name: string, given: readonly string[]): string {
  const [first = UNKNOWN, second = UNKNOWN] = given.map(quoteWord);
  switch (name) {
    case "delete":
      return given[1] === "rf" ? `rm -rf -- ${first}` : `rm -- ${first}`;
    case "rename":
      return `mv -- ${first} ${second}`;
    case "filecopy":
      return `cp -- ${first} ${second}`;
    case "writefile":
      return `tee -- ${second}`;
    default:
      return `cat -- ${first}`;
  }
}

const DEPTHS: Readonly<Record<string, number>> = { "(": 1, "[": 1, ")": -1, "]": -1 };

/** The values of the arguments up to the parenthesis that closes them; of a list, that it is not known. */
function readArguments(text: string): readonly string[] {
  const values = [""];
  let depth = 0;
  for (const match of text.matchAll(PART())) {
    const [part, , , , , bracket = "", comma] = match;
    depth += DEPTHS[bracket] ?? 0;
    if (depth < 0) break;
    if (depth > 0) add(values, UNKNOWN);
    else if (comma !== undefined) values.push("");
    else if (part.trim() !== "") add(values, evaluate(match));
  }
  return values;
}

function add(values: string[], text: string): void {
  const last = values.length - 1;
  const before = values[last] ?? "";
  // One unknown part is as good as many.
  values[last] = text === UNKNOWN && before.endsWith(UNKNOWN) ? before : before + text;
}

function evaluate([, double, single, variable, path, bracket, , dot]: RegExpExecArray): string {
  if (double !== undefined) return double.replaceAll(/\\(.)/gs, "$1");
  if (single !== undefined) return single.replaceAll("''", "'");
  if (path !== undefined) return path.replace(/^\$HOME\b/, "~");
  if (dot !== undefined || bracket !== undefined) return "";
  return variable === "HOME" ? "~" : UNKNOWN;
}
