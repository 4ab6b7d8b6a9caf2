import { parse } from "unbash";
import { walkCmd } from "../cmd/walk.ts";
import type { Walk } from "../../model/invocation.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import { walkPowerShell } from "../powershell/walk.ts";
import { MAX_COMMAND_UNITS } from "./bounds.ts";
import type { Language } from "./call.ts";
import type { Engine, Frame, Output } from "./frame.ts";
import { Functions } from "./functions.ts";
import { Ledger, LINE_ALLOWANCE } from "./ledger.ts";
import { refuseMarks } from "./origin.ts";
import { walkUncalled } from "./node/uncalled.ts";
import { visitNode, visitScript } from "./node/visit.ts";
import { POSITIONAL, Scope } from "./scope.ts";
import { readSetNames } from "./session-variables.ts";
import type { ReadScript } from "./script.ts";

/**
 * Every simple command that could run when the line runs, however it is reached. Total: what is
 * too large, too deep or not understood is a gap, and what was found before it stands.
 * @param source a command line or a script, as bash would get it.
 * @param readScript finds the scripts that it runs; without it they are not looked at.
 * @param language Which shell gets it, where that is not bash.
 */
export function walkCommand(source: string, readScript?: ReadScript, language?: Language): Walk {
  const ledger = new Ledger(LINE_ALLOWANCE);
  try {
    walkWhole(source, ledger, { readScript, language });
  } catch (error) {
    ledger.addGap(`the walk failed: ${error instanceof Error ? error.message : "unknown error"}`);
  }
  return ledger.toWalk();
}

interface Setting {
  readonly readScript: ReadScript | undefined;
  readonly language: Language | undefined;
}

function walkWhole(source: string, ledger: Ledger, { readScript, language }: Setting): void {
  if (source.length > MAX_COMMAND_UNITS) {
    ledger.addGap(`longer than ${MAX_COMMAND_UNITS} characters`);
  }
  const engine: Engine = {
    ledger,
    functions: new Functions(),
    walkScript: visitScript,
    visitNode,
    walkSource,
    setNames: once(() => readSetNames(source)),
    readScript,
    printed: [],
    script: undefined,
  };
  const scope = new Scope({
    aliases: new Map(),
    files: new Map(),
    copies: new Map(),
    inputs: new Map(),
    references: new Set(),
  });
  scope.assign(POSITIONAL, []);
  const frame: Frame = {
    engine,
    scope,
    via: [],
    environment: [],
    feed: { kind: "inherited" },
    origin: undefined,
    nesting: 0,
    reentries: 0,
  };
  walkSource(refuseMarks(source.slice(0, MAX_COMMAND_UNITS)), frame, language);
  walkUncalled(engine);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function walkSource(source: string, frame: Frame, language?: Language): Output {
  if (!frame.engine.ledger.spendUnits(source.length)) return UNKNOWN;
  if (language === "powershell") return walkPowerShell(source, frame);
  if (language === "cmd") return walkCmd(source, frame);
  return visitScript(parse(source), frame);
}
