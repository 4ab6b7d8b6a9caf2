/** `bash` for `bash-5.2`, `python` for `python3.12`; a name without a version as it is. */
export function withoutVersion(program: string): string {
  // Most names have none, and a pattern's first use costs more than this look.
  return "0123456789.".includes(program.at(-1) ?? "-")
    ? program.replace(/-?\d[\d.]{0,15}$/, "")
    : program;
}
