import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const INSTALLER = path.join(repository, "install.sh");

export interface RunOptions {
  readonly input?: string | Uint8Array;
  /** The whole environment; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Numeric user and group id, without further groups. Default: root. */
  readonly user?: number;
  readonly noNewPrivileges?: boolean;
  /** Shell text run before the command, for `umask` and `ulimit`. */
  readonly before?: string;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

export interface RunResult {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A private copy of this machine in which root may do as it likes (`namespace.sh`). */
export interface Namespace {
  readonly run: (command: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** Runs as root and throws unless it exits 0; returns what it printed. */
  readonly must: (...command: string[]) => Promise<string>;
  /** Where the outside finds a path of the inside. */
  readonly outside: (inside: string) => string;
  readonly close: () => Promise<void>;
}

const DEFAULT_ENV = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/", LANG: "C.UTF-8" };
const CAPTURE_LIMIT_BYTES = 32 * 1024 * 1024;

/** Why private namespaces are not possible here; `undefined` when they are. */
export function findNamespaceObstacle(): string | undefined {
  if (process.platform !== "linux") return "needs Linux";
  if (process.getuid?.() !== 0) return "needs root";
  const probe = spawnSync("unshare", ["--mount", "--pid", "--fork", "--net", "true"]);
  if (probe.status !== 0) return `unshare failed: ${String(probe.stderr ?? probe.error).trim()}`;
  return undefined;
}

/** @throws Error that says why there can be none */
export async function openNamespace(): Promise<Namespace> {
  const obstacle = findNamespaceObstacle();
  if (obstacle !== undefined) throw new Error(`no private namespace: ${obstacle}`);
  const holder = spawn(path.join(repository, "test/system/namespace.sh"), [], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  await waitUntilReady(holder);
  const pid = findUnshare(holder.pid ?? 0);
  const enter = [
    `--mount=/proc/${pid}/ns/mnt`,
    `--net=/proc/${pid}/ns/net`,
    `--pid=/proc/${pid}/ns/pid_for_children`,
    `--root=/proc/${pid}/root`,
  ];
  const run = (command: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
    collect(
      ["nsenter", ...enter, `--wd=${options.cwd ?? "/"}`, "--", ...wrap(command, options)],
      options,
    );
  return {
    run,
    must: async (...command) => {
      const result = await run(command);
      if (result.code !== 0) throw new Error(`${command.join(" ")}: ${JSON.stringify(result)}`);
      return result.stdout;
    },
    outside: (inside) => `/proc/${pid}/root${inside}`,
    close: () => closeHolder(holder),
  };
}

function wrap(command: readonly string[], options: RunOptions): string[] {
  const { user, noNewPrivileges, before, env = DEFAULT_ENV } = options;
  return [
    ...(user === undefined && !noNewPrivileges ? [] : ["setpriv"]),
    ...(user === undefined ? [] : [`--reuid=${user}`, `--regid=${user}`, "--clear-groups"]),
    ...(noNewPrivileges ? ["--no-new-privs"] : []),
    ...(before === undefined ? [] : ["sh", "-c", `${before}; exec "$@"`, "sh"]),
    "env",
    "-i",
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...command,
  ];
}

/** Runs a command to its end; its standard input is a socket, as under the real client. */
export function collect(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program = "", ...rest] = argv;
  const child = spawn(program, rest, { stdio: ["pipe", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += capture(output.stdout, chunk)));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += capture(output.stderr, chunk)));
  child.stdin.on("error", () => {}); // a command may end without reading
  child.stdin.end(options.input ?? "");
  const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs ?? 60_000);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, signal: signal ?? undefined, ...output });
    });
  });
}

function capture(soFar: string, chunk: Buffer): string {
  return soFar.length > CAPTURE_LIMIT_BYTES ? "" : chunk.toString("utf8");
}

function waitUntilReady(holder: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = "";
    holder.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
    holder.stdout?.once("data", () => resolve());
    holder.once("close", () => reject(new Error(`namespace.sh ended early: ${errors}`)));
  });
}

/** `unshare` is the holder's only child; it stands in the new namespaces itself. */
function findUnshare(holder: number): number {
  const children = readFileSync(`/proc/${holder}/task/${holder}/children`, "utf8");
  const pid = Number(children.trim().split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 1) throw new Error("namespace.sh has no child");
  return pid;
}

function closeHolder(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    holder.once("close", () => resolve());
    holder.stdin?.end();
  });
}
