import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { buildSync } from "esbuild";

/** Puts a program of this folder, with the sources that it uses, into one file, so that it starts soon. */
export function bundle(name: string, directory: string): string {
  const outfile = path.join(directory, `${name}.mjs`);
  buildSync({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outfile;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>;
}

/** Starts one on this runtime; its input stays open. */
export function start(
  script: string,
  args: readonly string[],
  prefix: readonly string[] = [],
): Running {
  const [program = "", ...rest] = [...prefix, process.execPath, script, ...args];
  const child = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stdin.on("error", () => {}); // it may have ended
  const ended = new Promise<{ code: number | null; stdout: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout }));
  });
  return { child, ended };
}

/** Ends it by ending its input. */
export function finish({ child, ended }: Running): Running["ended"] {
  child.stdin?.end();
  return ended;
}
