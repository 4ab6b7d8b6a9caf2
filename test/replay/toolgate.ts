import { spawnSync } from "node:child_process";
import path from "node:path";

const built = path.join(path.dirname(path.dirname(import.meta.dirname)), "dist", "hooks");

export const toolgate = path.join(built, "toolgate");

/** One line of `toolgate replay`. */
export interface ReplayedEvent {
  readonly index: number;
  readonly decision: "none" | "warn" | "ask" | "deny";
  readonly exit_code: number;
  readonly rules: readonly string[];
  readonly findings: readonly Record<string, string>[];
  readonly coverage: "complete" | "partial";
  readonly duration_us: number;
  readonly failure?: string;
}

/** Runs `toolgate replay` to its end. */
export function replay(args: readonly string[], input: string | Uint8Array = "") {
  const ended = spawnSync(toolgate, ["replay", ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/** The lines of its output as objects. */
export function parseLines<T = ReplayedEvent>(stdout: string): T[] {
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
