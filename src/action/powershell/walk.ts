import { type Frame, type Output, reenterFrame } from "../shell/frame.ts";
import { POSITIONAL } from "../shell/scope.ts";
import { parsePowerShell } from "./parse/parse.ts";
import { runBody, toOutput } from "./run/body.ts";
import { evaluate } from "./run/evaluate.ts";
import type { Run, RunEngine } from "./run/run.ts";
import { Session } from "./run/session.ts";
import { tell } from "./run/tell.ts";
import { text, UNKNOWN_VALUE, type Value } from "./run/value.ts";

/** Functions that nothing calls are looked at up to here. */
const MAX_UNCALLED = 256;

/** Walks a text as PowerShell would run it; the caller has paid for reading it. @returns what it writes. */
export function walkPowerShell(source: string, frame: Frame): Output {
  const engine: RunEngine = { evaluate, runBody, runText, tell };
  const session = new Session();
  const [given = []] = frame.scope.read(POSITIONAL) ?? [];
  session.assign("args", { kind: "list", items: given.map(text) });
  const run: Run = { frame, session, engine, offset: frame.origin ?? 0 };
  const value = runSource(source, run);
  for (let at = 0; at < MAX_UNCALLED; at += 1) {
    const body = session.takeUncalled();
    if (body === undefined) break;
    session.assign("args", { kind: "list", items: [] });
    engine.runBody(body, run);
  }
  return toOutput(value);
}

function runSource(source: string, run: Run): Value {
  const { body, complaints } = parsePowerShell(source);
  for (const complaint of complaints) run.frame.engine.ledger.addGap(`PowerShell ${complaint}`);
  return run.engine.runBody(body, run);
}

/** `Invoke-Expression`: the same session reads the text. */
function runText(source: string, run: Run): Value {
  const frame = reenterFrame(run.frame, "invoke-expression", { origin: run.offset });
  if (frame === undefined || !frame.engine.ledger.spendUnits(source.length)) return UNKNOWN_VALUE;
  return runSource(source, { ...run, frame });
}
