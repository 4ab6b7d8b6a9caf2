import { execa } from "execa";
import { EngineFailure } from "../engine-failure.ts";

/** What a scanner may say at most, on either stream; a report of a thousand secrets has half a megabyte. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** One run of a program. */
export interface ProgramRun {
  /** Absolute. */
  readonly path: string;
  readonly args: readonly string[];
  /** Its whole standard input. */
  readonly input: string;
  readonly timeoutMs: number;
}

/** How it ended, by itself and in time. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The environment of every child: nothing of the user's. A place for temporary files that cannot be one, because what
 * would be written to it is the texts; root could make a directory that is merely missing, and TruffleHog does.
 */
const ENVIRONMENT = { TMPDIR: "/dev/null/none" };

/**
 * Runs a program on a text and waits for its end. It has a process group of its own, which is killed as a whole when
 * time is up, when it says too much, and after its end, should it have left something running.
 *
 * @throws EngineFailure
 */
export async function runProgram({ path, args, input, timeoutMs }: ProgramRun): Promise<Ended> {
  const isGroup = process.platform !== "win32";
  const child = execa(path, args, {
    input,
    cwd: "/",
    env: ENVIRONMENT,
    extendEnv: false,
    detached: isGroup,
    cleanup: true,
    maxBuffer: MAX_OUTPUT_BYTES,
    killSignal: "SIGKILL",
    stripFinalNewline: false,
    reject: false,
    windowsHide: true,
  });
  const kill = (): void => killAll(child.pid, isGroup);
  const timer = timeoutAfter(timeoutMs);
  try {
    const result = await Promise.race([child, timer.passed]);
    if (result === "passed") throw new EngineFailure(`it took longer than ${timeoutMs} ms`);
    return understand(result);
  } finally {
    timer.clear();
    kill();
  }
}

function timeoutAfter(ms: number): { passed: Promise<"passed">; clear: () => void } {
  const { promise, resolve } = Promise.withResolvers<"passed">();
  const timer = setTimeout(() => resolve("passed"), ms);
  return { passed: promise, clear: () => clearTimeout(timer) };
}

function killAll(pid: number | undefined, isGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(isGroup ? -pid : pid, "SIGKILL");
  } catch {
    // It has ended, and all that it started.
  }
}

/** The part of execa's result that tells how a program ended. */
interface Result {
  readonly code?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly isMaxBuffer: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function understand(result: Result): Ended {
  const { exitCode, stdout, stderr } = result;
  if (result.isMaxBuffer) throw new EngineFailure(`it said more than ${MAX_OUTPUT_BYTES} bytes`);
  if (result.signal !== undefined) throw new EngineFailure(`it was ended by ${result.signal}`);
  if (exitCode !== undefined) return { exitCode, stdout, stderr };
  throw new EngineFailure(`it could not be started (${result.code ?? "unknown"})`);
}
