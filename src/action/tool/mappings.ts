import { agent, messages, skill } from "./agent-tools.ts";
import { bash, monitor, powerShell } from "./command-tools.ts";
import { glob, grep, read } from "./read-tools.ts";
import type { ToolMapping } from "./tool-mapping.ts";
import { webFetch, webSearch } from "./web-tools.ts";
import { edit, multiEdit, notebookEdit, write } from "./write-tools.ts";

/** The host's own tools (docs/HOST.md). A tool that is not here is mapped by its strings. */
export const TOOL_MAPPINGS: ReadonlyMap<string, ToolMapping> = new Map([
  ["Bash", bash],
  ["PowerShell", powerShell],
  ["Monitor", monitor],
  ["Write", write],
  ["Edit", edit],
  ["MultiEdit", multiEdit],
  ["NotebookEdit", notebookEdit],
  ["Read", read],
  ["Glob", glob],
  ["Grep", grep],
  ["WebFetch", webFetch],
  ["WebSearch", webSearch],
  ["Agent", agent],
  ["Task", agent],
  ["CronCreate", agent],
  ["SendMessage", messages],
  ["Workflow", messages],
  ["ScheduleWakeup", messages],
  ["Skill", skill],
]);
