import type { ShellAssignment } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { readAssignment } from "../program/options.ts";

/** Variables whose value some program gives to a shell. */
const EXECUTED = new Set(
  (
    "PROMPT_COMMAND GIT_SSH_COMMAND GIT_SSH GIT_PAGER GIT_EDITOR GIT_ASKPASS " +
    "GIT_SEQUENCE_EDITOR GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS " +
    "PAGER MANPAGER EDITOR VISUAL FCEDIT BROWSER LESSOPEN LESSCLOSE"
  ).split(" "),
);

const DECLARING = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** The assignments of a call whose values are themselves commands. */
export function readExecutedAssignments(call: Call): readonly ShellAssignment[] {
  const declared = DECLARING.has(call.words[0]?.value ?? "")
    ? call.words.slice(1).flatMap((word) => readAssignment(word) ?? [])
    : [];
  return [...call.assignments, ...declared].filter(
    ({ name, value }) => EXECUTED.has(name) && value.value !== UNKNOWN && value.value !== "",
  );
}
