/**
 * What an event of the host is to us (docs/HOST.md): a `call` before it runs; a `permission` that the person is
 * being asked for; an `output` to be masked; a `failure` that can only be remarked on; a `prompt` or a change
 * of `config` that can be stopped; a file of `instructions` that cannot; a `notice` that nothing can
 * be done about; or `unknown`.
 */
export type EventKind =
  | "call"
  | "permission"
  | "output"
  | "failure"
  | "prompt"
  | "config"
  | "instructions"
  | "notice"
  | "unknown";

const KINDS: Readonly<Record<string, EventKind>> = {
  PreToolUse: "call",
  PermissionRequest: "permission",
  PostToolUse: "output",
  PostToolUseFailure: "failure",
  UserPromptSubmit: "prompt",
  UserPromptExpansion: "prompt",
  ConfigChange: "config",
  InstructionsLoaded: "instructions",
};

/** Events that report what another event has shown already, or that carry no text of anyone's. */
const NOTICES: ReadonlySet<string> = new Set([
  "SessionStart",
  "SessionEnd",
  "Setup",
  "Stop",
  "StopFailure",
  "SubagentStart",
  "SubagentStop",
  "MessageDisplay",
  "Notification",
  "PostToolBatch",
  "PermissionDenied",
  "PreCompact",
  "PostCompact",
  "CwdChanged",
  "DirectoryAdded",
  "FileChanged",
  "TeammateIdle",
  "TaskCreated",
  "TaskCompleted",
  "WorktreeCreate",
  "WorktreeRemove",
  "PreModelSwitch",
  "PostModelSwitch",
]);

/** The kind of an event by its name, which is matched exactly: another spelling is another event. */
export function kindOf(name: string): EventKind {
  if (Object.hasOwn(KINDS, name)) return KINDS[name] ?? "unknown";
  return NOTICES.has(name) ? "notice" : "unknown";
}
