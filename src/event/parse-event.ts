import { isUtf8 } from "node:buffer";
import * as z from "zod/mini";
import type { HookEvent, ToolCall } from "../model/event.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { StageError } from "../model/stage.ts";
import { describeIssues } from "../model/describe-issues.ts";
import { assertPlainJson } from "./json-guard.ts";

// A schema is used once a process: compiling a parser for it, as zod does, costs more than it saves.
z.config({ jitless: true });

/** A field that the host may leave out, or send as null. */
const text = z.nullish(z.string());

/** The fields that events share (docs/HOST.md); an event's own fields pass through. */
const Envelope = z.looseObject({
  hook_event_name: z.string().check(z.minLength(1)),
  session_id: text,
  cwd: text,
  transcript_path: text,
  prompt_id: text,
  permission_mode: text,
  agent_id: text,
  agent_type: text,
  tool_name: text,
  tool_use_id: text,
  mcp_server: z.nullish(z.looseObject({ name: text, source: z.optional(z.unknown()) })),
});

type Envelope = z.infer<typeof Envelope>;

/** Events that describe the call of a tool, and so must say which. */
const TOOL_EVENTS: ReadonlySet<string> = new Set([
  "PreToolUse",
  "PostToolUse",
  "PostToolUseFailure",
  "PermissionRequest",
  "PermissionDenied",
]);

/**
 * One event from the bytes on stdin. What we do not know passes; what is not what it says it is
 * is refused by name.
 *
 * @throws StageError("event") naming the field or the fault.
 */
export function parseEvent(input: Uint8Array): HookEvent {
  const body = parseBody(input);
  const result = Envelope.safeParse(body);
  if (!result.success) throw new StageError("event", describeIssues(result.error.issues, ""));
  const fields = result.data;
  return {
    name: fields.hook_event_name,
    sessionId: fields.session_id ?? undefined,
    cwd: fields.cwd ?? undefined,
    transcriptPath: fields.transcript_path ?? undefined,
    promptId: fields.prompt_id ?? undefined,
    permissionMode: fields.permission_mode ?? undefined,
    agentId: fields.agent_id ?? undefined,
    agentType: fields.agent_type ?? undefined,
    tool: toToolCall(fields, body["tool_input"]),
    response: body["tool_response"],
    body,
    bytes: input.length,
  };
}

function parseBody(input: Uint8Array): JsonObject {
  if (input.length === 0) throw new StageError("event", "the event is empty: nothing on stdin");
  if (!isUtf8(input)) throw new StageError("event", "the event is not valid UTF-8");
  const source = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("utf8");
  assertPlainJson(source);
  const value = parseJson(source);
  if (!isObject(value)) throw new StageError("event", "the event is not a JSON object");
  return value;
}

function parseJson(source: string): Json {
  try {
    const value: Json = JSON.parse(source);
    return value;
  } catch (error) {
    // V8 quotes the input in its message; the input may hold a secret.
    throw new StageError("event", "the event is not valid JSON", { cause: error });
  }
}

function toToolCall(fields: Envelope, input: Json | undefined): ToolCall | undefined {
  const name = fields.tool_name ?? undefined;
  if (name === undefined) {
    if (!TOOL_EVENTS.has(fields.hook_event_name)) return undefined;
    throw new StageError("event", "tool_name is missing");
  }
  if (!isObject(input)) throw new StageError("event", "tool_input must be an object");
  const source = fields.mcp_server?.source;
  return {
    name,
    input,
    useId: fields.tool_use_id ?? undefined,
    mcpServer: fields.mcp_server?.name ?? undefined,
    ...(typeof source === "string" ? { mcpSource: source } : {}),
  };
}
