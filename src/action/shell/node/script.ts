import type { ScriptOrigin, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_SCRIPT_NESTING } from "../bounds.ts";
import type { Call } from "../call.ts";
import type { Frame } from "../frame.ts";
import { Functions } from "../functions.ts";
import { Ledger, SCRIPT_ALLOWANCE } from "../ledger.ts";
import { feedOrigins, isOnlyFrom, stripMarks } from "../origin.ts";
import { DIRECTORY } from "../scope.ts";
import type { ScriptFile } from "../script.ts";
import { walkUncalled } from "./uncalled.ts";

/** A script found on the disk, by the path that it was found under. */
export interface FoundScript extends ScriptFile {
  readonly path: string;
}

/** What stands on the disk under the path that a word names; undefined when there is nothing, or nobody may look. */
export function findScript({ value, certainty }: ShellWord, frame: Frame): FoundScript | undefined {
  const { readScript } = frame.engine;
  const isNamed = certainty === "known" && value !== "" && !value.includes(UNKNOWN);
  if (readScript === undefined || !isNamed || depthOf(frame) >= MAX_SCRIPT_NESTING)
    return undefined;
  for (const path of placesOf(stripMarks(value), frame)) {
    const file = frame.engine.ledger.spendScript() ? readScript(path) : undefined;
    // A program that is no text is its own business.
    if (file !== undefined && !file.text.includes("\0")) return { ...file, path };
  }
  return undefined;
}

/** How many scripts the walk is inside of. */
function depthOf({ engine }: Frame): number {
  return engine.script?.depth ?? 0;
}

/** From every directory that the line may be in by now, the session's own last. */
function placesOf(path: string, { scope }: Frame): readonly string[] {
  if (/^[/~]/.test(path)) return [path];
  const directories = (scope.read(DIRECTORY) ?? []).map((items) => items.join(""));
  const known = directories.filter((each) => each !== "" && !each.includes(UNKNOWN));
  return [...new Set([...known.map((each) => `${each}/${path}`), path])];
}

/** The scripts that a program gets on its standard input, where the line only names them: `sh < x`, `cat x | sh`. */
export function findFed({ feed, redirects }: Call, frame: Frame): readonly FoundScript[] {
  const words =
    feed.kind === "inherited"
      ? redirects.filter(({ access }) => access === "read").map(({ target }) => target)
      : frame.engine.printed.filter(() => feedOrigins(feed).includes("local"));
  return words.flatMap((word) => findScript(word, frame) ?? []);
}

/** The scripts that a text is, where it is only what was printed of files: `bash -c "$(cat x.sh)"`. All or none. */
export function findPrinted(text: string, frame: Frame): readonly FoundScript[] {
  if (frame.engine.printed.length === 0 || !isOnlyFrom(text, ["local"])) return [];
  const found = frame.engine.printed.map((word) => findScript(word, frame));
  return found.every((each) => each !== undefined) ? found : [];
}

/**
 * Walks what a script does, with an allowance and a ledger of its own: whatever it is like, the rest of the line is
 * walked as if it were not there.
 * @param run is given the frame in which the script runs
 */
export function inScript(found: FoundScript, frame: Frame, run: (frame: Frame) => void): void {
  const { engine } = frame;
  const origin: ScriptOrigin = { path: found.path, isNew: isNew(found, frame) };
  const ledger = new Ledger(SCRIPT_ALLOWANCE);
  const depth = depthOf(frame) + 1;
  const own = { ledger, functions: new Functions(), printed: [], script: { ...origin, depth } };
  const inner = { ...engine, ...own };
  run({ ...frame, engine: inner, scope: frame.scope.fork() });
  walkUncalled(inner);
  const { invocations, gaps } = ledger.toWalk();
  for (const each of invocations) engine.ledger.addInvocation({ script: origin, ...each });
  if (!origin.isNew) return;
  for (const gap of gaps) engine.ledger.addGap(`${found.path}: ${gap}`);
  if (!found.complete) engine.ledger.addGap(`${found.path}: only its start was examined`);
}

/** What a new script runs it may have written just for that. */
function isNew(found: FoundScript, { engine }: Frame): boolean {
  return found.isNew || engine.script?.isNew === true;
}
