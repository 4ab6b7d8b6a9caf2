import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** A row as the event that the host would send for it. */
export interface RowEvent {
  readonly body: JsonObject;
  /** Absolute. */
  readonly home: string;
  /** The files of the row's machine, by their absolute paths. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file that is nobody's, for rows about one: their machine has no other but those that they name. */
export const CORPUS_FILE = "/home/dev/project/corpus.txt";

const HOME = "/home/dev";
const CWD = "/home/dev/project";

type RowReader = (row: JsonObject, value: string, role: string) => JsonObject | string;

/** By the field that a row is about, in the order in which they are looked for. */
const READERS: readonly (readonly [string, RowReader])[] = [
  ["command", (_, command) => call("Bash", { command })],
  ["text", (row, text, role) => textEvent(text, row["role"] ?? role)],
  ["path", pathEvent],
  ["url", (_, url) => call("WebFetch", { url, prompt: "Read the page" })],
  ["tool", (row, tool) => call(tool, isObject(row["input"]) ? row["input"] : {})],
];

/** The event of a row; a string says why there is none. */
export function toRowEvent(row: JsonObject, role: string): RowEvent | string {
  const { event, home, cwd, files = {} } = row;
  if (event !== undefined && !isObject(event)) return '"event" must be an object';
  if (!isObject(files)) return '"files" must be an object: by path, what stands there';
  const body = event ?? readBody(row, role);
  if (typeof body === "string") return body;
  return {
    body: { cwd: typeof cwd === "string" ? cwd : CWD, ...body },
    home: toHome(home),
    files: readFiles(isFileRead(body) ? { ...files, [CORPUS_FILE]: row["text"] } : files),
  };
}

function toHome(home: Json | undefined): string {
  return typeof home === "string" && home.startsWith("/") ? home : HOME;
}

function readFiles(files: Readonly<Record<string, Json | undefined>>): RowEvent["files"] {
  const texts = Object.entries(files).flatMap(([path, text]) =>
    typeof text === "string" ? [[path, text] as const] : [],
  );
  return new Map(texts);
}

function readBody(row: JsonObject, role: string): JsonObject | string {
  const found = READERS.find(([field]) => row[field] !== undefined);
  if (found === undefined) {
    const fields = READERS.map(([field]) => `"${field}"`).join(", ");
    return `has none of ${fields}, "event"`;
  }
  const [field, read] = found;
  const value = row[field];
  return typeof value === "string" ? read(row, value, role) : `"${field}" must be a string`;
}

export const TEXT_ROLES = ["written", "command", "prompt", "argument", "file", "output"] as const;

function textEvent(text: string, role: unknown): JsonObject | string {
  switch (TEXT_ROLES.find((known) => known === role)) {
    case "written":
      return call("Write", { file_path: CORPUS_FILE, content: text });
    case "command":
      return call("Bash", { command: text });
    case "prompt":
      return { hook_event_name: "UserPromptSubmit", prompt: text };
    case "argument":
      return call("mcp__corpus__send", { text });
    case "file":
      return call("Read", { file_path: CORPUS_FILE });
    case "output":
      return {
        ...call("Bash", { command: "cat corpus.txt" }),
        hook_event_name: "PostToolUse",
        tool_response: { stdout: text, stderr: "", interrupted: false, isImage: false },
      };
    case undefined:
      return `"role" must be one of ${TEXT_ROLES.join(", ")}`;
  }
}

function pathEvent({ access = "read" }: JsonObject, path: string): JsonObject | string {
  switch (access) {
    case "read":
      return call("Read", { file_path: path });
    case "write":
      return call("Write", { file_path: path, content: "" });
    case "delete":
      return call("Bash", { command: `rm -- ${quote(path)}` });
    case "mention":
      return call("Bash", { command: `corpus-program ${quote(path)}` });
    default:
      return '"access" must be one of read, write, delete, mention';
  }
}

/** A leading `~` stays outside of the quotes, where the shell expands it. */
function quote(path: string): string {
  const home = path.startsWith("~/") ? "~/" : "";
  return `${home}'${path.slice(home.length).replaceAll("'", `'\\''`)}'`;
}

function call(tool: string, input: JsonObject): JsonObject {
  return { hook_event_name: "PreToolUse", tool_name: tool, tool_input: input };
}

function isFileRead(body: JsonObject): boolean {
  return isObject(body["tool_input"]) && body["tool_input"]["file_path"] === CORPUS_FILE;
}
