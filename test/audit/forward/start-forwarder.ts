import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.dirname(path.dirname(path.dirname(import.meta.dirname)));

/** A forwarder in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  /** Ends it by a signal. @returns the exit code, or `null` for one that was killed */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** Starts `toolgate forward`, the executable as it was built. */
export function startForwarder(hooks: string, args: readonly string[] = [], env = {}): Running {
  const executable = path.join(root, "dist", "hooks", "toolgate");
  const child = spawn(executable, ["forward", "--hooks", hooks, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  let text = "";
  child.stderr?.on("data", (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    ended,
    stderr: () => text,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Until it holds, or the time is over. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  within = 15_000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not come to be in time");
    await sleep(20);
  }
}
