import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What the model "says" in one turn: texts and tool calls. */
export type Block = string | { readonly tool: string; readonly input: Json };
export type Json = Record<string, unknown>;

/** The turns of the main conversation, and those of subagents by what their prompt contains. */
export interface Script {
  readonly turns: readonly (readonly Block[])[];
  readonly agents?: readonly {
    readonly match: string;
    readonly turns: readonly (readonly Block[])[];
  }[];
}

export interface ModelRequest {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly unknown[];
  readonly stream?: boolean;
  readonly model?: string;
}

export interface FakeApi {
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  readonly close: () => void;
}

const MAX_REQUESTS = 60;
let calls = 0;

/** A stand-in for the Messages API on loopback that plays a script; it ends with its process. */
export async function startFakeApi(script: Script): Promise<FakeApi> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      if (requests.length > MAX_REQUESTS) return refuse(response, 429);
      if (request.method === "HEAD") return response.writeHead(200).end();
      if (!request.url?.startsWith("/v1/messages") || body === undefined)
        return refuse(response, 404);
      if (request.url.includes("count_tokens")) return sendJson(response, { input_tokens: 10 });
      requests.push(body);
      return answer(response, body, speak(script, body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The turn is told by how often the model has spoken: a retry gets the same answer. */
function speak(script: Script, request: ModelRequest): Json[] {
  if (!request.tools?.length) return [{ type: "text", text: "ok" }];
  const opening = toText(request.messages.find(({ role }) => role === "user")?.content);
  const agent = script.agents?.find(({ match }) => opening.includes(match));
  const spoken = request.messages.filter(({ role }) => role === "assistant").length;
  const turn = (agent?.turns ?? script.turns)[spoken] ?? ["done"];
  return turn.map((block) => {
    if (typeof block === "string") return { type: "text", text: block };
    return { type: "tool_use", id: `toolu_e2e_${++calls}`, name: block.tool, input: block.input };
  });
}

function answer(response: ServerResponse, request: ModelRequest, content: readonly Json[]): void {
  const stop = content.some(({ type }) => type === "tool_use") ? "tool_use" : "end_turn";
  const message = {
    id: `msg_e2e_${++calls}`,
    type: "message",
    role: "assistant",
    model: request.model ?? "model",
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 10 },
  };
  if (request.stream) sendStream(response, message, content);
  else sendJson(response, message);
}

function sendStream(response: ServerResponse, message: Json, content: readonly Json[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (type: string, data: Json): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  send("message_start", { message: { ...message, content: [], stop_reason: null } });
  content.forEach((block, index) => {
    const isTool = block["type"] === "tool_use";
    const start = isTool ? { ...block, input: {} } : { type: "text", text: "" };
    const delta = isTool
      ? { type: "input_json_delta", partial_json: JSON.stringify(block["input"]) }
      : { type: "text_delta", text: block["text"] };
    send("content_block_start", { index, content_block: start });
    send("content_block_delta", { index, delta });
    send("content_block_stop", { index });
  });
  const { stop_reason } = message;
  send("message_delta", {
    delta: { stop_reason, stop_sequence: null },
    usage: { output_tokens: 10 },
  });
  send("message_stop", {});
  response.end();
}

function readBody(request: IncomingMessage): Promise<ModelRequest | undefined> {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    request.on("end", () => {
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      } catch {
        resolve(undefined);
      }
    });
  });
}

function sendJson(response: ServerResponse, value: Json): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end('{"type":"error","error":{"type":"not_found_error","message":"not here"}}');
}

/** The text of a message or of a tool's result, as the model would read it. */
export function toText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((block: Json) => toText(block["text"] ?? block["content"])).join("\n");
}
