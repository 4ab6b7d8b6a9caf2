import type { Action, Surface } from "../model/action.ts";
import type { Machine } from "../model/check.ts";
import type { HookEvent, ToolCall } from "../model/event.ts";
import { kindOf } from "../model/event-kind.ts";
import { type ActionContext, toLocation, toTextSurface } from "./context.ts";
import { fileSurfaces } from "./file-surfaces.ts";
import { genericSurfaces } from "./generic-surfaces.ts";
import { findStrings, findTellingKeys, MAX_STRINGS } from "./strings.ts";
import { TOOL_MAPPINGS } from "./tool/mappings.ts";

/**
 * What the event would do, as surfaces: the only place that knows what each event and each tool of
 * the host means.
 *
 * @throws StageError("action") when a tool's input is not what the tool takes.
 */
export function toAction(event: HookEvent, machine: Machine): Action {
  const gaps: string[] = [];
  const context: ActionContext = {
    place: { cwd: event.cwd, home: machine.home },
    machine,
    gaps,
  };
  const surfaces = surfacesOf(event, context);
  return { surfaces, coverage: { complete: gaps.length === 0, gaps }, cwd: event.cwd };
}

function surfacesOf(event: HookEvent, context: ActionContext): Surface[] {
  switch (kindOf(event.name)) {
    case "call":
    case "permission":
      return event.tool === undefined ? [] : callSurfaces(event.tool, context);
    case "output":
      return event.tool === undefined ? [] : outputSurfaces(event, event.tool, context);
    case "failure":
      return textsOf(event, ["error"], "output");
    case "prompt":
      return promptSurfaces(event, context);
    case "config":
    case "instructions":
      return loadedFile(event, context);
    case "notice":
      return [];
    case "unknown":
      return unknownSurfaces(event, context);
  }
}

/** A prompt; the fields of one that is being expanded are not documented, so every string of it counts. */
function promptSurfaces(event: HookEvent, context: ActionContext): Surface[] {
  const prompt = textsOf(event, ["prompt"], "prompt");
  return event.name === "UserPromptSubmit"
    ? prompt
    : [...prompt, ...unknownSurfaces(event, context)];
}

/** Tools whose answer repeats the input, which was looked at before the call. */
const ECHOING: ReadonlySet<string> = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

/** Fields of every event; the rest is the event's own. */
const ENVELOPE: ReadonlySet<string> = new Set([
  "session_id",
  "transcript_path",
  "cwd",
  "prompt_id",
  "permission_mode",
  "hook_event_name",
  "agent_id",
  "agent_type",
  "effort",
  "tool_name",
  "tool_use_id",
  "mcp_server",
  "duration_ms",
]);

function callSurfaces(tool: ToolCall, context: ActionContext): Surface[] {
  const mapping = TOOL_MAPPINGS.get(tool.name);
  const surfaces = mapping
    ? mapping(tool.input, context)
    : genericSurfaces(tool.input, "tool_input", { ...context, tool: tool.name });
  const call: Surface = {
    kind: "tool",
    tool: tool.name,
    server: tool.mcpServer,
    source: tool.mcpSource,
    input: tool.input,
    cwd: context.place.cwd,
    at: toLocation(["tool_name"]),
  };
  return [call, ...surfaces];
}

function outputSurfaces(event: HookEvent, tool: ToolCall, context: ActionContext): Surface[] {
  if (ECHOING.has(tool.name)) return [];
  const strings = findStrings(event.response, ["tool_response"]);
  if (strings.length >= MAX_STRINGS) {
    context.gaps.push(`tool_response holds more than ${MAX_STRINGS} strings`);
  }
  const keys = findTellingKeys(event.response);
  const at = toLocation(["tool_response"]);
  return [
    ...strings.map(({ text, slot }) => toTextSurface("output", text, slot)),
    // Without a slot nothing of it can be masked: a finding withholds the answer.
    ...(keys === "" ? [] : [{ kind: "text", role: "output", text: keys, at } as const]),
  ];
}

function textsOf(
  event: HookEvent,
  fields: readonly string[],
  role: "output" | "prompt",
): Surface[] {
  return fields.flatMap((field) => {
    const text = event.body[field];
    return typeof text === "string" ? [toTextSurface(role, text, [field])] : [];
  });
}

/** A settings or instruction file that the host is about to apply. */
function loadedFile(event: HookEvent, context: ActionContext): Surface[] {
  const path = event.body["file_path"];
  if (typeof path !== "string") return [];
  // The host reads it whatever we say of the path: only the content is judged.
  return fileSurfaces({ written: path, at: toLocation(["file_path"]) }, context).filter(
    ({ kind }) => kind === "text",
  );
}

/** `UserPromptExpansion` and events not known yet: every string of theirs is an argument. */
function unknownSurfaces(event: HookEvent, context: ActionContext): Surface[] {
  return Object.entries(event.body).flatMap(([field, value]) =>
    ENVELOPE.has(field) || value === undefined ? [] : genericSurfaces(value, field, context),
  );
}
