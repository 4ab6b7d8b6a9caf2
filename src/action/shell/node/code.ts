import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Inner } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Output } from "../frame.ts";
import { isOnlyFrom, readFeed, readOrigins, refuseMarks } from "../origin.ts";
import { readFile } from "./files.ts";
import { findFed, findScript, type FoundScript, inScript } from "./script.ts";
import type { Site } from "./source.ts";
import { runSource } from "./source.ts";
import { tellCall } from "./tell.ts";

type Code = Extract<Inner, { kind: "code" }>;

/** Where code stands: behind an option, in a file, or on standard input. */
type Place = "option" | "file" | "stdin";

/**
 * Tells the code that an interpreter runs: where it begins with something unknown, as a command that
 * cannot be known; where it is known and not among the words, as if it stood behind the option.
 */
export function runCode(code: Code, program: string, site: Site): Output {
  const place = placeOf(code);
  const text = readCode(code, site);
  for (const found of findCode(code, text, site)) {
    inScript(found, site.frame, (frame) => {
      runSources(refuseMarks(found.text), { code, program, site: { ...site, frame } });
    });
  }
  if (text !== undefined) runSources(text, { code, program, site });
  const start = /^\s*(\uFFFC\S*)/.exec(text ?? "")?.[1];
  if (start !== undefined) tellUnknown(start, { code, program, site });
  else if (text !== undefined && place !== "option") {
    const name = site.call.words[0] ?? toKnownWord(program);
    tell([name, toKnownWord(code.option), toKnownWord(text)], program, { code, program, site });
  }
  return UNKNOWN;
}

/** The code on the disk that the line only names. */
function findCode(
  code: Code,
  text: string | undefined,
  { call, frame }: Site,
): readonly FoundScript[] {
  const { file } = code;
  if (placeOf(code) === "stdin") return findFed(call, frame);
  if (file === undefined) return [];
  return text === undefined ? [findScript(file, frame) ?? []].flat() : [];
}

function tellUnknown(start: string, run: Run): void {
  if (isOpaque(start, placeOf(run.code))) tell([toKnownWord(start)], UNKNOWN, run);
}

function placeOf({ text, file }: Code): Place {
  if (text !== undefined) return "option";
  return file === undefined ? "stdin" : "file";
}

function readCode({ text, file }: Code, { call, frame }: Site): string | undefined {
  if (text !== undefined) return text;
  return file === undefined ? readFeed(call.feed) : readFile(file, call, frame);
}

interface Run {
  readonly code: Code;
  readonly program: string;
  readonly site: Site;
}

function tell(words: Call["words"], name: string, { code, program, site }: Run): void {
  const { call, frame } = site;
  const label = placeOf(code) === "option" ? `${program} ${code.option}` : program;
  tellCall({ ...call, words, redirects: [] }, name, { ...frame, via: [...frame.via, label] });
}

/** Goes into what of the code is for a shell. */
function runSources(text: string, { code, program, site: { call, frame } }: Run): void {
  const feed = { kind: "inherited" } as const;
  for (const source of code.toSources?.(text) ?? [])
    runSource(source, { label: program, frame, call: { ...call, feed } });
}

/** Code out of a variable is everyday; code out of a pipe, or from the network, is not. */
function isOpaque(start: string, place: Place): boolean {
  if (isOnlyFrom(start, ["local", "generator"])) return false;
  return (
    place === "stdin" ||
    readOrigins(start).some((each) => each === "download" || each === "decoder")
  );
}
