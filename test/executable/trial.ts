import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.dirname(path.dirname(import.meta.dirname));
const built = path.join(root, "dist", "hooks");

/** The built guard in a tree of its own, as a trial installation lays it out. */
export interface Trial {
  readonly root: string;
  readonly hooks: string;
  readonly spool: string;
  readonly project: string;
  readonly remove: () => void;
}

export function makeTrial(): Trial {
  const place = mkdtempSync(path.join(tmpdir(), "toolgate-trial-"));
  const hooks = path.join(place, "hooks");
  const spool = path.join(place, "spool");
  const keys = path.join(place, "keys");
  const project = path.join(place, "project");
  for (const folder of [hooks, spool, keys, project]) mkdirSync(folder, { mode: 0o700 });
  cpSync(path.join(built, "rules"), path.join(hooks, "rules"), { recursive: true });
  placeExecutable(path.join(built, "guard"), path.join(hooks, "guard"));
  for (const name of ["secret-scan", "injection-guard", "command-guard", "audit-log"]) {
    symlinkSync("guard", path.join(hooks, name));
  }
  writeFileSync(path.join(keys, "spool.key"), randomBytes(32), { mode: 0o600 });
  const layout = {
    format: 1,
    installation: "trial",
    spool,
    keys,
    audit: path.join(place, "audit"),
  };
  writeFileSync(path.join(hooks, "layout.json"), JSON.stringify(layout));
  return {
    root: place,
    hooks,
    spool,
    project,
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}

/** A hard link where it can be: the executable is large, and finds its rules by its own path. */
function placeExecutable(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall time in milliseconds. */
  readonly took: number;
}

export interface RunOptions {
  readonly name?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Leave stdin open after the input. */
  readonly keepOpen?: boolean;
  /** A program in front of the hook: `["prlimit", "--fsize=10"]`. */
  readonly under?: readonly string[];
  readonly args?: readonly string[];
}

/** Runs a hook of the trial on this input and waits for its end, 30 s at the most. */
export function runHook(
  trial: Trial,
  input: string | Uint8Array,
  options: RunOptions = {},
): Promise<Ended> {
  const executable = path.join(trial.hooks, options.name ?? "guard");
  const [program, ...args] = [...(options.under ?? []), executable, ...(options.args ?? [])];
  const child = spawn(program ?? executable, args, {
    cwd: trial.project,
    env: { PATH: process.env["PATH"], ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: 30_000,
    killSignal: "SIGKILL",
  });
  const started = performance.now();
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  // A hook that has answered already need not read the rest.
  child.stdin.on("error", () => {});
  if (options.keepOpen === true) child.stdin.write(input);
  else child.stdin.end(input);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      child.stdin.destroy();
      resolve({ code, signal, stdout, stderr, took: performance.now() - started });
    });
  });
}

/** A PreToolUse event as the client sends it. */
export function callOf(tool: string, input: unknown, more: object = {}): string {
  return JSON.stringify({
    session_id: "00000001-0000-4000-8000-000000000001",
    cwd: "/home/dev/project",
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: tool,
    tool_input: input,
    tool_use_id: "toolu_01Test000000000000000001",
    ...more,
  });
}

export const bashOf = (command: unknown): string => callOf("Bash", { command });
