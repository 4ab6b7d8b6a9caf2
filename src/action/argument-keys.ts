import type { Access } from "../model/action.ts";

/** Names under which tools of many servers take a command line. */
const COMMAND_KEYS: ReadonlySet<string> = new Set(
  (
    "command cmd commandline cmdline commandstring commandtext shellcommand bash bashcommand shcommand " +
    "shellcmd exec execute terminalcommand runcommand"
  ).split(" "),
);

/** Names of lists of command lines. */
const LIST_KEYS: ReadonlySet<string> = new Set(["commands", "cmds", "commandlines"]);

/** Names of a program, whose arguments stand beside it. */
const PROGRAM_KEYS: ReadonlySet<string> = new Set(
  "executable program binary exe bin process interpreter".split(" "),
);

/** Names of what is typed into a terminal. */
const TYPED_KEYS: ReadonlySet<string> = new Set(
  "input text line stdin chars keys data keystrokes".split(" "),
);

const CODE_KEYS: ReadonlySet<string> = new Set(
  "code source script snippet sourcecode cell".split(" "),
);

/** Names that may hold a command line, or something else. */
const SCRIPT_KEYS: ReadonlySet<string> = new Set(["script", "shell", "shellscript", "bashscript"]);

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
export function kindOfKey(key: string): "command" | "commands" | "script" | "path" | undefined {
  const name = toName(key);
  if (COMMAND_KEYS.has(name)) return "command";
  if (LIST_KEYS.has(name)) return "commands";
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

export function isProgramKey(key: string): boolean {
  return PROGRAM_KEYS.has(toName(key));
}

/** Whether a key of a tool that runs commands may hold what is typed into one. */
export function mayBeTyped(key: string): boolean {
  return TYPED_KEYS.has(toName(key));
}

export function isCodeKey(key: string): boolean {
  return CODE_KEYS.has(toName(key));
}

/** `file_path`, `filePath` and `FilePath` are one name. */
export function toName(key: string): string {
  return key.replaceAll(/[_-]/g, "").toLowerCase();
}
