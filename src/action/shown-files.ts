import type { PathSurface, TextSurface } from "../model/action.ts";
import type { Machine } from "../model/check.ts";
import type { Invocation } from "../model/invocation.ts";
import type { ActionContext } from "./context.ts";
import { keepLines, linesOf } from "./shown-lines.ts";

/** Programs that print what stands in the files that they read, or a part of it. */
const SHOWING =
  "cat tac nl less more most view bat batcat head tail rev expand strings od xxd hexdump hd cut uniq fold fmt pr paste join " +
  "column sort base64 base32 iconv grep egrep fgrep ggrep rg ag ack sed gsed awk gawk mawk nawk jq yq jaq gojq tomlq xq " +
  "dasel diff colordiff sdiff comm tee type get-content select-string";

/** What makes a search tell only where something stands, or how often. */
const COUNTING =
  /^(?:-[a-zA-Z]*[lLcq][a-zA-Z]*|--(?:count|quiet|silent|files-with(?:out)?-match(?:es)?))$/;

const SEARCHING: ReadonlySet<string> = new Set("grep egrep fgrep ggrep rg ag ack".split(" "));

/** A line that shows more files than these is judged by the first of them; what the others hold is masked later. */
const MAX_FILES = 16;

let showing: ReadonlySet<string> | undefined;

/**
 * The files that a command line hands to the model, or sends away, with what stands in them.
 *
 * @param sends Whether a command sends something of this machine.
 */
export function shownFiles(
  paths: readonly PathSurface[],
  sends: (command: Invocation) => boolean,
  { machine }: ActionContext,
): TextSurface[] {
  const files = new Map<string, TextSurface>();
  for (const path of paths) {
    if (files.size >= MAX_FILES) break;
    const surface = files.has(path.path) ? undefined : shownFile(path, sends, machine);
    if (surface !== undefined) files.set(path.path, surface);
  }
  return [...files.values()];
}

function shownFile(
  { access, path, command, at }: PathSurface,
  sends: (command: Invocation) => boolean,
  machine: Machine,
): TextSurface | undefined {
  if (access !== "read" || command === undefined) return undefined;
  const isSent = sends(command);
  const file = isSent || shows(command) ? machine.readText(path) : undefined;
  if (file === undefined) return undefined;
  const surface = { kind: "text", role: "file", path, at } as const;
  if (isSent) return { ...surface, text: file.text, isSent };
  const words = command.words.slice(1).map(({ value }) => value);
  return { ...surface, text: keepLines(file.text, linesOf(command.program, words)) };
}

function shows({ program, words }: Invocation): boolean {
  showing ??= new Set(SHOWING.split(" "));
  if (!showing.has(program)) return false;
  return !SEARCHING.has(program) || !words.some(({ value }) => COUNTING.test(value));
}
