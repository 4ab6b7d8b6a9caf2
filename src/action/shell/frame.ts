import type { AndOr, CompoundList, ParsedScript, PipelineNode } from "unbash";
import type { Feed, ScriptOrigin, ShellAssignment, ShellWord } from "../../model/invocation.ts";
import { MAX_NESTING, MAX_REENTRIES } from "./bounds.ts";
import type { Language } from "./call.ts";
import type { Functions } from "./functions.ts";
import type { Ledger } from "./ledger.ts";
import { stripMarks } from "./origin.ts";
import type { Scope } from "./scope.ts";
import type { ReadScript } from "./script.ts";

/**
 * What a piece of the line writes to its standard output, with `UNKNOWN` for each part that only
 * running can tell, and behind it the marks of where that comes from (origin.ts).
 */
export type Output = string;

/** The ways back into the walk, for code that meets a script inside something else. */
export interface Engine {
  readonly ledger: Ledger;
  readonly functions: Functions;
  /** Walks a script that the parser has already found, as `$(…)`. */
  readonly walkScript: (script: ParsedScript, frame: Frame) => Output;
  /** Walks one command, pipeline or list. */
  readonly visitNode: (node: PipelineNode | AndOr | CompoundList, frame: Frame) => Output;
  /** Walks a text that a shell would parse, as after `bash -c`. */
  readonly walkSource: (source: string, frame: Frame, language?: Language) => Output;
  /** The names that the line sets, or may set. */
  readonly setNames: () => ReadonlySet<string>;
  /** Finds the scripts that are run by path; undefined where nobody may look at the disk. */
  readonly readScript: ReadScript | undefined;
  /** Files of this machine that something printed: what a shell behind a pipe may get. */
  readonly printed: ShellWord[];
  /** The script that is being walked, and how many others it is inside of; undefined in the line itself. */
  readonly script: (ScriptOrigin & { readonly depth: number }) | undefined;
}

/** Where the walk is. */
export interface Frame {
  readonly engine: Engine;
  readonly scope: Scope;
  /** How the walk got here, outermost first. */
  readonly via: readonly string[];
  /** Assignments that hold for everything here: those before the programs that the walk is inside of. */
  readonly environment: readonly ShellAssignment[];
  /** What feeds the commands here that do not say otherwise. */
  readonly feed: Feed;
  /** Offset to report, where positions of the syntax tree are not those of the outermost source. */
  readonly origin: number | undefined;
  readonly nesting: number;
  readonly reentries: number;
}

/** A frame one level of syntax deeper; undefined, with a gap, when that is too deep. */
export function nestFrame(frame: Frame, change: Partial<Frame> = {}): Frame | undefined {
  if (frame.nesting < MAX_NESTING) return { ...frame, ...change, nesting: frame.nesting + 1 };
  frame.engine.ledger.addGap(`syntax nested deeper than ${MAX_NESTING}`);
  return undefined;
}

/** A frame for what `label` runs at `offset`; undefined, with a gap, when that is too deep. */
export function reenterFrame(
  frame: Frame,
  label: string,
  change: Partial<Frame>,
): Frame | undefined {
  if (frame.reentries >= MAX_REENTRIES) {
    frame.engine.ledger.addGap(`commands nested in commands deeper than ${MAX_REENTRIES}`);
    return undefined;
  }
  const via = [...frame.via, stripMarks(label)];
  return nestFrame(frame, { via, reentries: frame.reentries + 1, ...change });
}
