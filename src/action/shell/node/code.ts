import { UNKNOWN } from "../../../model/invocation.ts";
import type { Effect } from "../../code/effect.ts";
import { examinerOf } from "../../code/registry.ts";
import type { Call, Inner } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Output } from "../frame.ts";
import { isOnlyFrom, readFeed, readOrigins, refuseMarks } from "../origin.ts";
import { toInner } from "./code-effect.ts";
import { readFile, readNamed } from "./files.ts";
import { findFed, findScript, type FoundScript, inScript } from "./script.ts";
import type { Site } from "./source.ts";
import { runSource } from "./source.ts";
import { tellCall } from "./tell.ts";

type Code = Extract<Inner, { kind: "code" }>;

/** Where code stands: behind an option, in a file, in one that the line has written, on standard input. */
type Place = "option" | "file" | "written" | "stdin";

/** Runs what the code would do, as the walk runs what a wrapper does. */
type RunInner = (inner: Inner, program: string, site: Site) => Output;

/**
 * Tells the code that an interpreter runs: where it begins with something unknown, as a command that
 * cannot be known; where it is known and not among the words, as if it stood behind the option. What it does
 * is told as the commands that do the same.
 */
export function runCode(code: Code, program: string, site: Site & { runInner: RunInner }): Output {
  const run: Run = { code, program, site, place: placeOf(code, site) };
  const text = readCode(code, site);
  for (const found of findCode(run, text)) {
    inScript(found, site.frame, (frame) => {
      const inFile: Run = { ...run, place: "file", site: { ...site, frame } };
      runText(refuseMarks(found.text), inFile, site.runInner);
    });
  }
  if (text === undefined) return UNKNOWN;
  runText(text, run, site.runInner);
  const start = /^\s*(\uFFFC\S*)/.exec(text)?.[1];
  if (start !== undefined) tellUnknown(start, run);
  else if (run.place === "stdin" || run.place === "written") {
    const name = site.call.words[0] ?? toKnownWord(program);
    tell([name, toKnownWord(code.option), toKnownWord(text)], program, run);
  }
  return UNKNOWN;
}

function runText(text: string, run: Run, runInner: RunInner): void {
  runSources(text, run);
  runEffects(text, run, runInner);
}

/** The code on the disk that the line only names. */
function findCode({ code, place, site }: Run, text: string | undefined): readonly FoundScript[] {
  const { call, frame } = site;
  if (place === "stdin") return findFed(call, frame);
  const found =
    text === undefined && code.file && code.written !== true
      ? findScript(code.file, frame)
      : undefined;
  return found === undefined ? [] : [found];
}

function tellUnknown(start: string, run: Run): void {
  // What only part of is for a shell, a makefile, is a build's; an interpreter runs all of what it is given.
  const isFetched = run.code.toSources === undefined && readOrigins(start).includes("fetched");
  if (isFetched || isOpaque(start, run.place)) tell([toKnownWord(start)], UNKNOWN, run);
}

function placeOf({ text, file }: Code, { frame }: Site): Place {
  if (text !== undefined) return "option";
  if (file === undefined) return "stdin";
  return readNamed(file, frame) === undefined ? "file" : "written";
}

function readCode({ text, file }: Code, { call, frame }: Site): string | undefined {
  if (text !== undefined) return text;
  return file === undefined ? readFeed(call.feed) : readFile(file, call, frame);
}

interface Run {
  readonly code: Code;
  readonly program: string;
  readonly site: Site;
  readonly place: Place;
}

function tell(words: Call["words"], name: string, { program, site, code, place }: Run): void {
  const { call, frame } = site;
  const label = place === "option" ? `${program} ${code.option}` : program;
  tellCall({ ...call, words, redirects: [] }, name, { ...frame, via: [...frame.via, label] });
}

/** Goes into what of the code is for a shell. */
function runSources(text: string, { code, program, site: { call, frame } }: Run): void {
  const feed = { kind: "inherited" } as const;
  for (const source of code.toSources?.(text) ?? [])
    runSource(source, { label: program, frame, call: { ...call, feed } });
}

/** Goes into what the code does. */
function runEffects(text: string, run: Run, runInner: RunInner): void {
  const { code, program, site, place } = run;
  const examine = examinerOf(code.language ?? program);
  const { call, frame } = site;
  if (examine === undefined || !frame.engine.ledger.spendUnits(text.length)) return;
  const label = place === "option" ? `${program} ${code.option}` : program;
  const inner: Site = { frame, call: { ...call, redirects: [], feed: { kind: "inherited" } } };
  for (const effect of examine(text, code.args ?? [])) {
    if (isTold(effect, place)) runInner(toInner(effect, label), label, inner);
  }
}

/**
 * Of a file that the line has not written, what it does and does not name is everyday: a helper that runs
 * what it is given.
 */
function isTold(effect: Effect, place: Place): boolean {
  // A seed, a test or a server that is there already empties its tables all the time.
  if (place === "file" && (effect.kind === "queries" || effect.kind === "orders")) return false;
  const program = programOf(effect);
  if (program === undefined) return true;
  if (isOnlyFrom(program, ["local", "generator"])) return false;
  return place !== "file" || !program.startsWith(UNKNOWN) || isHostile(program);
}

function programOf(effect: Effect): string | undefined {
  switch (effect.kind) {
    case "runs":
      return effect.text.trimStart();
    case "spawns":
      return effect.words[0];
    case "evaluates":
      return effect.code;
    default:
      return undefined;
  }
}

function isHostile(text: string): boolean {
  return readOrigins(text).some((each) => each === "download" || each === "decoder");
}

/** Code out of a variable is everyday; code out of a pipe, or from the network, is not. */
function isOpaque(start: string, place: Place): boolean {
  if (isOnlyFrom(start, ["local", "generator"])) return false;
  return place === "stdin" || isHostile(start);
}
