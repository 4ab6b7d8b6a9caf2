/** `\\?\C:\x`, `Microsoft.PowerShell.Core\FileSystem::C:\x`, `FileSystem::x`, `Registry::HKLM\x`. */
const PREFIX = /^(?:\\\\[?.]\\(?=[a-z]:)|(?:microsoft\.powershell\.core\\)?filesystem::)/i;

const ACCOUNT = /^\/+users\/+([^/]+)(\/.*)?$/i;

/** Homes that belong to nobody. */
const SHARED = /^(?:public|default|default user|all users|[*?].*)$/i;

/**
 * A path of Windows as rules about paths know it: with slashes, `C:\x` as `/c:/x` in lower case, and what lies in
 * somebody's home directory behind `~`. Anything else as it is.
 */
export function toPath(written: string): string {
  const path = written.replace(PREFIX, "");
  if (!path.includes("\\") && !/^[a-z]:/i.test(path)) return path;
  const slashed = path.replaceAll("\\", "/");
  const drive = /^([a-z]):($|\/.*)$/i.exec(slashed);
  if (drive === null) return slashed;
  const rest = drive[2] ?? "";
  const account = ACCOUNT.exec(rest);
  if (account !== null && !SHARED.test(account[1] ?? "")) return `~${account[2] ?? ""}`;
  return `/${drive[1] ?? ""}:${rest}`.toLowerCase();
}

/** As `toPath`, for a word that may be anything: only what begins like a path of Windows is one. */
export function toPathLike(word: string): string {
  return /^(?:[a-z]:[\\/]|\.{1,2}\\|~\\)/i.test(word) ? toPath(word) : word;
}

/** Whether it names something else than a file: a key of the registry, a variable. */
export function isElsewhere(path: string): boolean {
  return /^(?:[a-z]{2,}:(?!\/\/)|registry::|microsoft\.powershell\.core\\registry::)/i.test(path);
}

/** The name that a program's path comes to: lower case, without directory and extension. */
export function toProgramName(path: string): string {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return path
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|com)$/, "");
}
