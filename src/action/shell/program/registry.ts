import { withoutVersion } from "../../../model/program-name.ts";
import type { Wrapper } from "../call.ts";
import { awk } from "./awk.ts";
import { builder } from "./builder.ts";
import { builtin } from "./builtin.ts";
import { callback } from "./callback.ts";
import { compiler } from "./compiler.ts";
import { cmd } from "./cmd.ts";
import { container, dashed, kubectl } from "./container.ts";
import { consoles } from "./console.ts";
import { commandOption } from "./command-option.ts";
import { editor } from "./editor.ts";
import { env } from "./env.ts";
import { fd, find } from "./find.ts";
import { fuzzyFinder } from "./fuzzy-finder.ts";
import { git } from "./git.ts";
import { interpreter } from "./interpreter.ts";
import { make } from "./make.ts";
import { mongosh } from "./mongosh.ts";
import { multiplexer } from "./multiplexer.ts";
import { mysql } from "./mysql.ts";
import { namespace } from "./namespace.ts";
import { parallel } from "./parallel.ts";
import { priority } from "./priority.ts";
import { orchestration } from "./orchestration.ts";
import { packageQuery } from "./package-query.ts";
import { packageRunner } from "./package-runner.ts";
import { remote } from "./remote.ts";
import { psql } from "./psql.ts";
import { redisCli } from "./redis-cli.ts";
import { pwsh } from "./pwsh.ts";
import { sandbox } from "./sandbox.ts";
import { sed } from "./sed.ts";
import { session } from "./session.ts";
import { setting } from "./setting.ts";
import { applets, shell } from "./shell.ts";
import { sourceOption } from "./source-option.ts";
import { sqlClients } from "./sql-clients.ts";
import { sqlite3 } from "./sqlite3.ts";
import { identity } from "./sudo.ts";
import { findReading } from "./table/find-reading.ts";
import { timing } from "./timing.ts";
import { toolSetting } from "./tool-setting.ts";
import { transferConfig } from "./transfer-config.ts";
import { listWindows } from "./windows.ts";
import { xargs } from "./xargs.ts";

let byName: ReadonlyMap<string, Wrapper> | undefined;

/**
 * What is known of a program that runs other programs; undefined for one that is not known to. One that has a file of
 * its own may stand in a table too.
 */
export function findWrapper(program: string): Wrapper | undefined {
  byName ??= new Map(
    listWrappers().flatMap((wrapper) => wrapper.names.map((name) => [name, wrapper] as const)),
  );
  const known = [program, canonicalName(program), ofWindows(program)];
  for (const name of new Set(known)) {
    const found = join(byName.get(name), findReading(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function join(own: Wrapper | undefined, reading: Wrapper | undefined): Wrapper | undefined {
  if (own === undefined || reading === undefined) return own ?? reading;
  const unwrap: Wrapper["unwrap"] = (call) => [...own.unwrap(call), ...reading.unwrap(call)];
  return { names: own.names, unwrap };
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
  return [...listRunners(), ...listPrograms()];
}

/** Those that are there to run others. */
function listRunners(): readonly Wrapper[] {
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
    ...remote,
    ...orchestration,
    container,
    kubectl,
    dashed,
    packageRunner,
  ];
}

/** Those that run others on the way to something else. */
function listPrograms(): readonly Wrapper[] {
  return [
    sed,
    ...compiler,
    ...editor,
    ...setting,
    ...transferConfig,
    ...builder,
    awk,
    fuzzyFinder,
    packageQuery,
    git,
    ...psql,
    ...mysql,
    ...sqlite3,
    ...sqlClients,
    mongosh,
    redisCli,
    ...consoles,
    toolSetting,
  ];
}
