import type { Access } from "../model/action.ts";

/** Names under which tools of many servers take a command line. */
const COMMAND_KEYS: ReadonlySet<string> = new Set([
  "command",
  "cmd",
  "commandline",
  "cmdline",
  "shellcommand",
  "bash",
]);

/** Names that may hold a command line, or something else. */
const SCRIPT_KEYS: ReadonlySet<string> = new Set(["script", "shell"]);

const PATH_KEYS: ReadonlySet<string> = new Set(
  (
    "path paths file files filename filenames filepath filepaths uri uris source sources src " +
    "destination dest target dir directory folder oldpath newpath sourcepath destinationpath " +
    "targetpath outputpath inputpath absolutepath relativepath basepath notebookpath"
  ).split(" "),
);

const TARGET_KEY = /^(?:destination|dest|target|newpath|outputpath)/;

const VERBS: Readonly<Record<string, readonly string[]>> = {
  write: ["write", "create", "edit", "update", "append", "save", "insert", "replace", "patch"],
  delete: ["delete", "remove", "unlink", "rm"],
  read: ["read", "get", "view", "open", "cat", "fetch", "load", "upload"],
  move: ["move", "rename", "mv"],
  copy: ["copy", "cp", "download"],
  none: ["list", "ls", "stat", "exists", "info", "tree"],
};

/** What a tool does to the files it is given, by its name. */
export type ToolVerb = "write" | "delete" | "read" | "move" | "copy" | "none" | "mention";

/** How a key of a tool's input is to be read; undefined when the key does not say. */
export function kindOfKey(key: string): "command" | "script" | "path" | undefined {
  const name = toName(key);
  if (COMMAND_KEYS.has(name)) return "command";
  if (SCRIPT_KEYS.has(name)) return "script";
  return PATH_KEYS.has(name) ? "path" : undefined;
}

/** `mcp__fs__write_file` writes, `list_directory` only tells names; `mention` when the name says nothing. */
export function verbOf(tool: string): ToolVerb {
  const own = tool.slice(tool.lastIndexOf("__") + 1);
  const words = own.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  const is = (verb: ToolVerb): boolean => words.some((word) => VERBS[verb]?.includes(word));
  const verbs = ["none", "delete", "move", "copy", "write", "read"] as const;
  return verbs.find(is) ?? "mention";
}

/** Whether the tool's name says that it runs commands. */
export function runsCommands(tool: string): boolean {
  return /shell|bash|terminal|exec|command|process|ssh/i.test(tool);
}

/** What a tool does to the path under a key; undefined when it does not open it. */
export function accessOfKey(key: string, verb: ToolVerb): Access | undefined {
  if (verb === "none") return undefined;
  if (verb !== "move" && verb !== "copy") return verb;
  if (TARGET_KEY.test(toName(key))) return "write";
  return verb === "move" ? "delete" : "read";
}

/** `file_path`, `filePath` and `FilePath` are one name. */
function toName(key: string): string {
  return key.replaceAll(/[_-]/g, "").toLowerCase();
}
