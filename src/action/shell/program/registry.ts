import { withoutVersion } from "../../../model/program-name.ts";
import type { Wrapper } from "../call.ts";
import { builtin } from "./builtin.ts";
import { callback } from "./callback.ts";
import { cmd } from "./cmd.ts";
import { container, dashed, kubectl } from "./container.ts";
import { commandOption } from "./command-option.ts";
import { env } from "./env.ts";
import { fd, find } from "./find.ts";
import { git } from "./git.ts";
import { interpreter } from "./interpreter.ts";
import { make } from "./make.ts";
import { multiplexer } from "./multiplexer.ts";
import { namespace } from "./namespace.ts";
import { parallel } from "./parallel.ts";
import { priority } from "./priority.ts";
import { ssh } from "./remote.ts";
import { pwsh } from "./pwsh.ts";
import { sandbox } from "./sandbox.ts";
import { sed } from "./sed.ts";
import { session } from "./session.ts";
import { applets, shell } from "./shell.ts";
import { sourceOption } from "./source-option.ts";
import { identity } from "./sudo.ts";
import { timing } from "./timing.ts";
import { listWindows } from "./windows.ts";
import { xargs } from "./xargs.ts";

let byName: ReadonlyMap<string, Wrapper> | undefined;

/** What is known of a program that runs other programs; undefined for one that is not known to. */
export function findWrapper(program: string): Wrapper | undefined {
  byName ??= new Map(
    listWrappers().flatMap((wrapper) => wrapper.names.map((name) => [name, wrapper] as const)),
  );
  return (
    byName.get(program) ?? byName.get(canonicalName(program)) ?? byName.get(ofWindows(program))
  );
}

/** `bash-5.2` is bash, `python3.12` python, and whatever its machine the loader is the loader. */
function canonicalName(program: string): string {
  if (program.startsWith("ld-linux") || program.startsWith("ld-musl")) return "ld.so";
  return withoutVersion(program);
}

/** `PowerShell.EXE` is powershell. */
function ofWindows(program: string): string {
  return program.toLowerCase().replace(/\.exe$/, "");
}

/** Every wrapper; a new one is added here and nowhere else. */
export function listWrappers(): readonly Wrapper[] {
  return [
    ...builtin,
    ...callback,
    ...identity,
    ...interpreter,
    make,
    ...commandOption,
    ...multiplexer,
    ...namespace,
    ...sandbox,
    ...priority,
    ...session,
    ...sourceOption,
    ...timing,
    sed,
    shell,
    pwsh,
    cmd,
    ...listWindows(),
    applets,
    env,
    xargs,
    parallel,
    find,
    fd,
    ssh,
    container,
    kubectl,
    dashed,
    git,
  ];
}
