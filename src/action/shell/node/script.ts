import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Inner } from "../call.ts";
import type { Output } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { isUnknown, readFeed } from "../origin.ts";
import { readFile } from "./files.ts";
import type { Site } from "./source.ts";

type Script = Extract<Inner, { kind: "script" }>;

/** What reading it costs besides its characters. */
const UNITS_PER_SCRIPT = 64;

/** Goes into what a text in a program's own language would run, as far as the line says the text. */
export function runScript(
  script: Script,
  { call, frame }: Site,
  run: (inner: Inner, site: Site) => Output,
): Output {
  const text = readText(script, { call, frame });
  if (text === undefined || isUnknown(text)) return UNKNOWN;
  if (!frame.engine.ledger.spendUnits(text.length + UNITS_PER_SCRIPT)) return UNKNOWN;
  const inside: Call = { ...call, assignments: [], redirects: [], feed: { kind: "inherited" } };
  for (const inner of script.read(text)) {
    // A file may ask for itself.
    const next = inner.kind === "script" ? reenterFrame(frame, "script", {}) : frame;
    if (next !== undefined) run(inner, { call: inside, frame: next });
  }
  return UNKNOWN;
}

function readText({ text, file }: Script, { call, frame }: Site): string | undefined {
  if (text !== undefined) return text;
  return file === undefined ? readFeed(call.feed) : readFile(file, call, frame);
}
