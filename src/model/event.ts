import type { Json, JsonObject } from "./json.ts";

/** A call of one of the host's tools, as the model wrote it: paths may be relative or start with `~`. */
export interface ToolCall {
  readonly name: string;
  readonly input: JsonObject;
  /** The host's id of this call. One id can arrive twice, with different input (docs/HOST.md). */
  readonly useId: string | undefined;
  /** Name of the MCP server, when the host says it. */
  readonly mcpServer: string | undefined;
  /** Where the host has that server from: `dynamic`, `project` and the like. */
  readonly mcpSource?: string | undefined;
}

/** What the host sent on stdin, validated once; nobody checks its fields again. */
export interface HookEvent {
  /** `hook_event_name`: PreToolUse, PostToolUse, UserPromptSubmit … or one that we have never heard of. */
  readonly name: string;
  readonly sessionId: string | undefined;
  /** The session's current directory, absolute. */
  readonly cwd: string | undefined;
  readonly transcriptPath: string | undefined;
  readonly promptId: string | undefined;
  /** default, plan, acceptEdits, auto, dontAsk, bypassPermissions; absent on some events. */
  readonly permissionMode: string | undefined;
  /** Set only inside a subagent. */
  readonly agentId: string | undefined;
  readonly agentType: string | undefined;
  /** Present on tool events only. */
  readonly tool: ToolCall | undefined;
  /** `tool_response` of PostToolUse: its shape differs by tool. */
  readonly response: Json | undefined;
  /** The whole event, for fields that only one event has. */
  readonly body: JsonObject;
  /** Size of the input in bytes. */
  readonly bytes: number;
}
