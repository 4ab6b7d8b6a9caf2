import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import { HOOKS, type Installed } from "./installed.ts";
import { repository, type RunResult } from "./namespace.ts";

export const RUN = "/run/toolgate";
export const SOCKET = `${RUN}/intake.sock`;
export const INTAKE = "/var/lib/toolgate/audit/intake";

const NODE = "/opt/toolgate-test/node";
const AS_TOOLGATE = ["setpriv", "--reuid=toolgate", "--regid=toolgate", "--clear-groups"];

/** A forwarder that runs as its own user in a private system. */
export interface Forwarder {
  readonly pid: number;
  /** @param name As `kill` takes it. */
  readonly signal: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Puts a program of these tests, and a runtime for it, where every user of the private system can run them. */
export async function placeProgram(system: Installed, name: string): Promise<readonly string[]> {
  await system.must("mkdir", "-p", path.dirname(NODE));
  copyFileSync(process.execPath, system.outside(NODE));
  const inside = `/opt/toolgate-test/${name}.mjs`;
  buildSync({
    entryPoints: [path.join(repository, "test/system", `${name}.ts`)],
    outfile: system.outside(inside),
    bundle: true,
    platform: "node",
    format: "esm",
    // What execa is made of asks for Node's modules as CommonJS does.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  await system.must("chmod", "-R", "a+rX", path.dirname(NODE));
  return [NODE, inside];
}

/** What systemd does before it starts the service: the file system of run-toolgate.mount, RuntimeDirectory=. */
export async function prepareRun(system: Installed): Promise<void> {
  const unit = path.join(repository, "packaging/systemd/run-toolgate.mount");
  const options = /^Options=(.*)$/m.exec(readFileSync(unit, "utf8"))?.[1] ?? "";
  await system.must("mkdir", "-p", RUN);
  await system.must("mount", "-t", "tmpfs", "-o", options, "tmpfs", RUN);
  await system.must("chown", "toolgate:toolgate", RUN);
}

/** Runs a task of the stand-in as the user toolgate, to its end. */
export function runForwarder(
  system: Installed,
  program: readonly string[],
  ...task: string[]
): Promise<RunResult> {
  return system.run([...AS_TOOLGATE, ...program, HOOKS, ...task]);
}

/** @param env As the service's environment file would give it. */
export function startForwarder(
  system: Installed,
  program: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Forwarder> {
  return start(system, [...program, HOOKS], env);
}

/** Starts the installed `toolgate forward`, as the unit does. */
export function startInstalled(system: Installed): Promise<Forwarder> {
  return start(system, [`${HOOKS}/toolgate`, "forward"], {});
}

async function start(
  system: Installed,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Forwarder> {
  const log = "/opt/toolgate-test/forwarder.log";
  // Behind a process that has ended: nsenter, were it waiting, would stop with a child that is stopped.
  const script = `umask 077; rm -f ${SOCKET}; mkdir -p /opt/toolgate-test; "$@" >${log} 2>&1 </dev/null & echo $!`;
  const started = await system.run(["sh", "-c", script, "sh", ...AS_TOOLGATE, ...command], {
    env: { PATH: "/usr/bin:/bin", ...env },
  });
  const pid = Number(started.stdout);
  const status = system.outside(`/proc/${pid}/status`);
  const signal = async (name: string): Promise<void> =>
    void (await system.run(["kill", `-${name}`, String(pid)]));
  for (let waited = 0; !existsSync(system.outside(SOCKET)); waited += 50) {
    if (waited > 20_000 || !isAlive(status))
      throw new Error(`no forwarder: ${readFileSync(system.outside(log), "utf8")}`);
    await sleep(50);
  }
  return {
    pid,
    signal,
    stop: async () => {
      await signal("KILL");
      while (isAlive(status)) await sleep(20);
    },
  };
}

/** Nobody waits for it there, so it stays as a zombie. */
function isAlive(status: string): boolean {
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, "utf8"));
}
