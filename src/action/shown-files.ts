import type { PathSurface, TextSurface } from "../model/action.ts";
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

/** A line that names more files than these is judged by the first of them; what the others hold is masked later. */
const MAX_FILES = 64;

/** Of one file, as of one that is read by itself. */
const MAX_FILE_BYTES = 1024 * 1024;

/** And by so much of all of them together: it is scanned while the call waits. */
const MAX_BYTES = 2 * 1024 * 1024;

let showing: ReadonlySet<string> | undefined;

/** What of a command line goes to another machine. */
interface Sending {
  /** Whether a command sends something of this machine. */
  readonly sends: (command: Invocation) => boolean;
  /** Whether one of them sends what is piped into it. */
  readonly pipesOut: boolean;
}

/**
 * The files that a command line hands to the model, or sends away, with what stands in them.
 */
export function shownFiles(
  paths: readonly PathSurface[],
  sending: Sending,
  { machine }: ActionContext,
): TextSurface[] {
  const surfaces: TextSurface[] = [];
  let left = MAX_BYTES;
  for (const shown of shownPaths(paths, sending)) {
    if (left <= 0) break;
    const text = machine.readText(shown.path, Math.min(left, MAX_FILE_BYTES))?.text;
    if (text === undefined) continue;
    left -= text.length;
    surfaces.push(toSurface(shown, text));
  }
  return surfaces;
}

/** The files that somebody gets to see, each once; every command is asked once what it does with its own. */
function shownPaths(paths: readonly PathSurface[], sending: Sending): readonly ShownPath[] {
  const uses = new Map<Invocation, Use>();
  const shown = new Map<string, ShownPath>();
  for (const { access, path, command, at } of paths) {
    if (access !== "read" || command === undefined || shown.has(path)) continue;
    const use = uses.get(command) ?? useOf(command, sending);
    uses.set(command, use);
    if (use !== "none") shown.set(path, { path, command, at, use });
    if (shown.size >= MAX_FILES) break;
  }
  return [...shown.values()];
}

/** What a command does with the files that it reads, as far as anybody gets to see them. */
type Use = "sends" | "shows" | "none";

function useOf(command: Invocation, { sends, pipesOut }: Sending): Use {
  if (sends(command)) return "sends";
  if (!shows(command)) return "none";
  return pipesOut ? "sends" : "shows";
}

interface ShownPath extends Pick<PathSurface, "path" | "at"> {
  readonly command: Invocation;
  readonly use: Use;
}

function toSurface({ path, command, at, use }: ShownPath, text: string): TextSurface {
  const surface = { kind: "text", role: "file", path, at } as const;
  if (use === "sends") return { ...surface, text, isSent: true };
  const words = command.words.slice(1).map(({ value }) => value);
  return { ...surface, text: keepLines(text, linesOf(command.program, words)) };
}

function shows({ program, words }: Invocation): boolean {
  showing ??= new Set(SHOWING.split(" "));
  if (!showing.has(program)) return false;
  return !SEARCHING.has(program) || !words.some(({ value }) => COUNTING.test(value));
}
