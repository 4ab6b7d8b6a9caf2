/** The `code` of a system error (`ENOENT`), or `unknown` when it has none. */
export function readErrorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return "unknown";
}
