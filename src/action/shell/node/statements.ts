import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Inner } from "../call.ts";
import type { Frame, Output } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { isUnknown, readFeed } from "../origin.ts";
import { readFile } from "./files.ts";
import { findScript, type FoundScript, inScript } from "./script.ts";
import type { Site } from "./source.ts";

type Statements = Extract<Inner, { kind: "statements" }>;

/** What reading it costs besides its characters. */
const UNITS_PER_SCRIPT = 64;

type Run = (inner: Inner, site: Site) => Output;

/** Goes into what a text in a program's own language would run, as far as the line or the disk says the text. */
export function runStatements(statements: Statements, site: Site, run: Run): Output {
  const { frame } = site;
  const text = readText(statements, site);
  if (text !== undefined) readStatements({ statements, text, run }, site);
  else {
    for (const found of findFile(statements, frame))
      inScript(found, frame, (inner) => {
        readStatements({ statements, text: found.text, run }, { ...site, frame: inner });
      });
  }
  return UNKNOWN;
}

interface Reading {
  readonly statements: Statements;
  readonly text: string;
  readonly run: Run;
}

function readStatements({ statements, text, run }: Reading, { call, frame }: Site): void {
  if (isUnknown(text) || !frame.engine.ledger.spendUnits(text.length + UNITS_PER_SCRIPT)) return;
  const inside: Call = { ...call, assignments: [], redirects: [], feed: { kind: "inherited" } };
  for (const inner of statements.read(text)) {
    // A file may ask for itself.
    const next = inner.kind === "statements" ? reenterFrame(frame, "statements", {}) : frame;
    if (next !== undefined) run(inner, { call: inside, frame: next });
  }
}

function findFile({ file, written }: Statements, frame: Frame): readonly FoundScript[] {
  const found = file === undefined || written === true ? undefined : findScript(file, frame);
  return found === undefined ? [] : [found];
}

function readText({ text, file }: Statements, { call, frame }: Site): string | undefined {
  if (text !== undefined) return text;
  return file === undefined ? readFeed(call.feed) : readFile(file, call, frame);
}
