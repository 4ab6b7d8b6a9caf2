import type { ShellAssignment } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { holdsSubstitution, toWordSource } from "../hidden.ts";
import { isUnknown } from "../origin.ts";
import { readAssignment } from "../program/options.ts";

/** Variables whose value some program gives to a shell. */
const EXECUTED = new Set(
  (
    "PROMPT_COMMAND GIT_SSH_COMMAND GIT_SSH GIT_PAGER GIT_EDITOR GIT_ASKPASS " +
    "GIT_SEQUENCE_EDITOR GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS " +
    "PAGER MANPAGER EDITOR VISUAL FCEDIT BROWSER LESSOPEN LESSCLOSE"
  ).split(" "),
);

/** Variables in whose value the shell expands substitutions. */
const EXPANDED = new Set(["PS0", "PS1", "PS2", "PS4", "BASH_ENV", "ENV"]);

/** Variables whose value is a file that a shell reads first. */
const SOURCED = new Set(["BASH_ENV", "ENV"]);

const DECLARING = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** Text that a shell would parse because a variable holds it. */
export interface ExecutedText {
  readonly label: string;
  readonly text: string;
}

/** What the assignments of a call make run. */
export function readExecutedAssignments(call: Call): readonly ExecutedText[] {
  const declared = DECLARING.has(call.words[0]?.value ?? "")
    ? call.words.slice(1).flatMap((word) => readAssignment(word) ?? [])
    : [];
  return [...call.assignments, ...declared].flatMap(toSources);
}

function toSources({ name, value: { value } }: ShellAssignment): readonly ExecutedText[] {
  if (value === "" || isUnknown(value)) return [];
  const label = `${name}=`;
  if (EXECUTED.has(name)) return [{ label, text: value }];
  const expands = EXPANDED.has(name) && holdsSubstitution(value);
  return [
    ...(expands ? [{ label, text: toWordSource(value) }] : []),
    ...(SOURCED.has(name) && /^[\w./~-]+$/.test(value) ? [{ label, text: `. ${value}` }] : []),
  ];
}
