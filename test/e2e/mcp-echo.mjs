// A stdio MCP server for the sessions: `echo` answers with its text, `reveal` with a file's content.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const schema = (name) => ({
  type: "object",
  properties: { [name]: { type: "string" } },
  required: [name],
});
const tools = [
  { name: "echo", description: "Echoes a text", inputSchema: schema("text") },
  { name: "reveal", description: "Shows a note", inputSchema: schema("note") },
];
const capabilities = { tools: {} };
const serverInfo = { name: "echo", version: "1.0.0" };

function answer(method, params) {
  if (method === "initialize") {
    return { protocolVersion: params?.protocolVersion ?? "2025-06-18", capabilities, serverInfo };
  }
  if (method === "tools/list") return { tools };
  if (method !== "tools/call") return {};
  const { text, note } = params.arguments;
  const said = params.name === "echo" ? `echo: ${text}` : readFileSync(note, "utf8");
  return { content: [{ type: "text", text: said }] };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return; // a notification
  const result = answer(method, params);
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
});
