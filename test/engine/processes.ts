import { readdirSync, readFileSync } from "node:fs";

/** Ids of the processes in whose arguments a name stands. Linux only; elsewhere none are seen. */
export function processesNaming(name: string): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, "utf8").includes(name);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}
