import type { Action } from "./action.ts";
import type { CheckName, Finding } from "./finding.ts";
import type { RuleBundle } from "./bundle.ts";

/** The content of a file as far as it was read. */
export interface FileText {
  readonly text: string;
  /** False when the file is larger than the bound. */
  readonly complete: boolean;
  /**
   * When the file was last changed in any way, in milliseconds since the epoch: `st_ctime`, which nobody can
   * set back. Absent where nobody knows.
   */
  readonly changed?: number;
}

/** What a stage may ask of the machine; replaced in replay and in tests. */
export interface Machine {
  /** Home directory of the user from the user database, never from the environment. */
  readonly home: string;
  /** The path with every symbolic link resolved as far as it exists; the path itself on any error. */
  readonly realPath: (path: string) => string;
  /**
   * The start of a regular file as text, never blocking; `undefined` when there is none to read.
   * @param maxBytes instead of the machine's own bound
   */
  readonly readText: (path: string, maxBytes?: number) => FileText | undefined;
  /** When the agent's session began, in milliseconds since the epoch; absent where nobody knows. */
  readonly sessionStart?: () => number | undefined;
}

/** A family of rules run over the surfaces of an action. */
export interface Check {
  readonly name: CheckName;
  readonly inspect: (action: Action, rules: RuleBundle, machine: Machine) => readonly Finding[];
}
