import type { Action } from "./action.ts";
import type { CheckName, Finding } from "./finding.ts";
import type { RuleBundle } from "./bundle.ts";

/** The content of a file as far as it was read. */
export interface FileText {
  readonly text: string;
  /** False when the file is larger than the bound. */
  readonly complete: boolean;
}

/** What a stage may ask of the machine; replaced in replay and in tests. */
export interface Machine {
  /** Home directory of the user from the user database, never from the environment. */
  readonly home: string;
  /** The path with every symbolic link resolved as far as it exists; the path itself on any error. */
  readonly realPath: (path: string) => string;
  /** The start of a regular file as text, never blocking; `undefined` when there is none to read. */
  readonly readText: (path: string) => FileText | undefined;
}

/** A family of rules run over the surfaces of an action. */
export interface Check {
  readonly name: CheckName;
  readonly inspect: (action: Action, rules: RuleBundle, machine: Machine) => readonly Finding[];
}
