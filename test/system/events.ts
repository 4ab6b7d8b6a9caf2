import { randomBytes } from "node:crypto";

const SESSION = {
  session_id: "00000001-0000-4000-8000-000000000001",
  transcript_path: "/home/dev/.claude/projects/-home-dev-project/session.jsonl",
  cwd: "/home/dev/project",
  permission_mode: "default",
};

let calls = 0;

/** A tool call as the host announces it. */
export function toolEvent(name: string, input: object): object {
  const tool_use_id = `toolu_system_${++calls}`;
  return {
    ...SESSION,
    hook_event_name: "PreToolUse",
    tool_name: name,
    tool_input: input,
    tool_use_id,
  };
}

/** An innocent call, unlike every other one. */
export function innocentEvent(): object {
  return toolEvent("Bash", { command: `git log -${++calls}` });
}

/** A call that every profile denies. The command is text for the guard; nothing ever runs it. */
export function destructiveEvent(): object {
  return toolEvent("Bash", { command: "rm -rf /" });
}

/** A fresh token in GitHub's format: never the same, never written down. */
export function makeToken(): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const body = [...randomBytes(36)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return ["gh", "p_", body].join("");
}
