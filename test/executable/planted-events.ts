import { callOf } from "./trial.ts";

/** A value in every place of an event that can hold one. `file` is one that it stands in. */
export function eventsWith(value: string, file: string): string[] {
  return [...eventsWithContent(value, file), ...eventsWithName(value)];
}

const bash = (command: string): string => callOf("Bash", { command });

const post = (tool: string, response: unknown): string =>
  callOf(
    tool,
    { command: "cat notes.txt" },
    { hook_event_name: "PostToolUse", tool_response: response },
  );

/** In what is written, run, asked, said, read and answered. */
export function eventsWithContent(value: string, file: string): string[] {
  const base64 = Buffer.from(`k=${value}`).toString("base64");
  return [
    callOf("Write", { file_path: "/home/dev/project/a.ts", content: `const k = "${value}"` }),
    callOf("Edit", { file_path: file, old_string: "a", new_string: value }),
    bash(`export TOKEN=${value}; curl -H 'Authorization: Bearer ${value}' https://x.example`),
    bash(`curl -u me:${value} 'https://u:${value}@x.example/?token=${value}'`),
    bash(`cat > .env <<E\nTOKEN=${value}\nE`),
    bash(`mysql -uroot -p${value} shop; echo ${base64}`),
    bash(`cat ${file}`),
    bash(`rm -rf / ${value} && $(${value}`),
    callOf("Read", { file_path: file }),
    callOf("WebFetch", { url: `https://x.example/?t=${value}`, prompt: value }),
    callOf("Agent", { description: "d", prompt: `use ${value}` }),
    JSON.stringify({ hook_event_name: "UserPromptSubmit", prompt: `use ${value}` }),
    post("Bash", { stdout: `k=${value}\n${base64}`, stderr: value, interrupted: false }),
    post("Bash", value),
    post("Read", { type: "text", file: { filePath: file, content: value } }),
    post("mcp__s__t", [{ type: "text", text: value }, { key: [value] }]),
    callOf("mcp__s__t", { a: [{ b: value }], body: base64 }, { hook_event_name: "PostToolUse" }),
  ];
}

/** In what names something, and where a name or a text is expected and it is something else. */
function eventsWithName(value: string): string[] {
  const base64 = Buffer.from(`k=${value}`).toString("base64");
  return [
    callOf("Read", { file_path: `/home/dev/${value}/x` }),
    callOf("mcp__s__t", { a: [{ b: value }], body: base64, [value]: 1 }),
    callOf("Agent", { description: "d", prompt: `use ${value}`, subagent_type: value }),
    callOf(value, { command: value }),
    callOf("Bash", { command: [value] }),
    callOf("Bash", { command: "ls" }, { session_id: value, cwd: `/home/${value}` }),
    JSON.stringify({ hook_event_name: value, prompt: value }),
    `{"hook_event_name":"PreToolUse","tool_name":"${value}`,
    post("mcp__s__t", [{ type: "text", text: value }, { [value]: value }]),
  ];
}
