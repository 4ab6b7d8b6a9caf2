import { readErrorCode } from "../model/error-code.ts";
import { UsageError } from "./usage-error.ts";

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or directory",
  EACCES: "permission denied: who runs this may not use it",
  EPERM: "permission denied: who runs this may not change it",
  EISDIR: "it is a directory, and a file is needed",
  ENOTDIR: "a part of this path is a file, and a directory is needed",
  EROFS: "it is on a file system that takes no changes",
  ENOSPC: "there is no room left on its file system",
};

/** What the operator reads of an error: of the file system a sentence, of usage where to read on. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (isUsageError(error)) return `${message}\n(toolgate help has every command)`;
  const code = readErrorCode(error);
  const problem = Object.hasOwn(FILE_PROBLEMS, code) ? FILE_PROBLEMS[code] : undefined;
  const file = pathOf(error);
  if (problem === undefined) return message;
  return file === undefined ? problem : `${file}: ${problem}`;
}

/** Ours, or `parseArgs`' own: an unknown option, an option without its value. */
function isUsageError(error: unknown): boolean {
  return error instanceof UsageError || readErrorCode(error).startsWith("ERR_PARSE_ARGS_");
}

function pathOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("path" in error)) return undefined;
  return typeof error.path === "string" ? error.path : undefined;
}
