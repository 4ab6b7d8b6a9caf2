import type { ShellRedirect } from "../../../model/invocation.ts";
import type { Frame } from "../../shell/frame.ts";
import type { Statement, Term } from "../syntax.ts";
import type { Session } from "./session.ts";
import type { Value } from "./value.ts";

/** Where the run of a PowerShell source is. */
export interface Run {
  readonly frame: Frame;
  readonly session: Session;
  readonly engine: RunEngine;
  /** Where the command stands, in the outermost source. */
  readonly offset: number;
}

/** A simple command to be told, as bash's walk tells its own. */
export interface Told {
  /** The name first. */
  readonly words: readonly string[];
  /** The words as written, where they differ. */
  readonly texts?: readonly string[];
  readonly redirects?: readonly ShellRedirect[];
  /** What is piped into it. */
  readonly input?: Value | undefined;
  /** The command that it is told for, which does the same. */
  readonly label?: string;
}

/** The ways back into the run, for code that meets a source inside something else. */
export interface RunEngine {
  readonly evaluate: (term: Term, run: Run) => Value;
  readonly runBody: (body: readonly Statement[], run: Run) => Value;
  /** Runs a text as PowerShell, in the same session. */
  readonly runText: (source: string, run: Run) => Value;
  /** Tells a command and goes into what it runs. @returns what it writes. */
  readonly tell: (told: Told, run: Run) => Value;
}
