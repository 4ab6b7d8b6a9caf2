import type { JsonObject } from "../model/json.ts";
import type { ArgumentCommand } from "./argument-commands.ts";
import { isCodeKey, kindOfKey, toName } from "./argument-keys.ts";
import { quoteWord } from "./quote-word.ts";

type Line = Omit<ArgumentCommand, "slot">;

const LANGUAGE_KEYS: ReadonlySet<string> = new Set(
  "language lang runtime interpreter kernel shell engine".split(" "),
);

/** How a language's code is run from a command line. */
const RUNNERS: readonly (readonly [names: RegExp, runner: string])[] = [
  [/^(?:ba|z|k|da|fi)?sh$|^shell(?:script)?$|^bash/, ""],
  [/^(?:i?py(?:thon)?|jupyter)[\d.]*$|python/, "python3 -c"],
  [/^(?:js|ts|node(?:js)?|javascript|typescript|bun|deno)$/, "node -e"],
  [/^(?:ruby|rb)$/, "ruby -e"],
  [/^(?:perl|pl)$/, "perl -e"],
  [/^php$/, "php -r"],
];

/** Tools that evaluate in a page have no files and no processes. */
const IN_PAGE = /browser|puppeteer|playwright|chrom|page|devtools|cdp|selenium/i;
const RUNS_CODE = /eval|exec|run|code|repl/i;

/**
 * Code in a tool's input as the command lines that run it, by its key: in the language that a neighbour or the tool's
 * name says; where neither does, in each that it may be.
 */
export function codeLines(value: JsonObject, tool = ""): ReadonlyMap<string, Line[]> {
  const lines = new Map<string, Line[]>();
  const codes = Object.entries(value).filter(([key]) => isCodeKey(key));
  if (codes.length === 0) return lines;
  const runners = runnersOf(value, tool);
  for (const [key, code] of codes) {
    if (typeof code !== "string" || code === "" || runners.length === 0) continue;
    // Without a language a script is the shell's.
    if (runners.length > 1 && kindOfKey(key) === "script") continue;
    lines.set(
      key,
      runners.map((runner) => toLine(runner, code, runners.length > 1)),
    );
  }
  return lines;
}

function runnersOf(value: JsonObject, tool: string): readonly string[] {
  const said = Object.entries(value).find(([key]) => LANGUAGE_KEYS.has(toName(key)))?.[1];
  if (typeof said === "string") return runnerOf(said.toLowerCase());
  const own = tool.slice(tool.lastIndexOf("__") + 2);
  if (tool === "" || IN_PAGE.test(tool) || !RUNS_CODE.test(own)) return [];
  const named = own
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .flatMap((word) => runnerOf(word.toLowerCase()));
  return named.length > 0 ? named.slice(0, 1) : ["python3 -c", "node -e"];
}

function runnerOf(language: string): string[] {
  return RUNNERS.filter(([names]) => names.test(language))
    .map(([, runner]) => runner)
    .slice(0, 1);
}

function toLine(runner: string, code: string, isGuess: boolean): Line {
  const source = runner === "" ? code : `${runner} ${quoteWord(code)}`;
  const line = { source, isJoined: runner !== "", isDoubtful: false };
  return isGuess ? { ...line, isGuess } : line;
}
