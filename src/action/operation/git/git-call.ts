import { resolve } from "node:path";
import { UNKNOWN } from "../../../model/invocation.ts";
import { optionValue, readArguments } from "../arguments.ts";
import type { OperationCall } from "../operation.ts";
import { configValue } from "./git-config.ts";
import { parseRemoteUrl, type RemoteRepository } from "./remote-url.ts";
import { findRepository, type LocalRepository, readGitDirectory } from "./repository.ts";

const GLOBAL =
  "-C -c --git-dir --work-tree --namespace --config-env --exec-path --super-prefix --attr-source";

/** A git command in one of the directories in which it may run. */
export interface GitCall {
  /** Empty where there is none: `git --version`. */
  readonly verb: string;
  /** What follows the verb. */
  readonly values: readonly string[];
  /** Absent where the disk says nothing, or the command line overrides what it says. */
  readonly local: LocalRepository | undefined;
}

/** The command as each of its directories makes it. */
export function toGitCalls({
  values,
  directories,
  machine,
  invocation,
  unsettled,
}: OperationCall): GitCall[] {
  const read = readArguments(values, { valued: GLOBAL, operands: 1 });
  const [verb = "", ...rest] = read.operands;
  const isOverridden =
    invocation.assignments.some(({ name }) => name.startsWith("GIT_")) ||
    read.options.some(({ name, value = "" }) => name === "-c" && OVERRIDES.test(value)) ||
    read.options.some(({ name }) => name === "--config-env" || name === "--namespace");
  const moves = read.options.flatMap(({ name, value }) => (name === "-C" ? (value ?? "") : []));
  const gitDirectory = optionValue(read, "--git-dir");
  if (isOverridden || directories.length === 0) return [{ verb, values: rest, local: undefined }];
  return directories.map((directory) => {
    const at = moveTo(directory, moves);
    const local = at === undefined ? undefined : readLocal(at, gitDirectory, machine);
    return { verb, values: rest, local: settle(local, unsettled) };
  });
}

function readLocal(
  at: string,
  gitDirectory: string | undefined,
  machine: OperationCall["machine"],
): LocalRepository | undefined {
  return gitDirectory === undefined
    ? findRepository(at, machine)
    : readGitDirectory(resolve(at, gitDirectory), machine);
}

/** What is still true of a repository when the rest of the line has run. */
function settle(
  local: LocalRepository | undefined,
  unsettled: readonly string[],
): LocalRepository | undefined {
  if (local === undefined || unsettled.length === 0) return local;
  const movesOnly = unsettled.every((name) => name === "git:checkout" || name === "git:branch");
  return movesOnly ? { ...local, branch: undefined } : undefined;
}

/** Settings that say where a push goes. */
const OVERRIDES = /^(?:push|remote|url|branch|include|includeif)\./i;

function moveTo(directory: string, moves: readonly string[]): string | undefined {
  const to = moves.reduce((at, move) => resolve(at, move), directory);
  return to.includes(UNKNOWN) ? undefined : to;
}

/** What a command does to a remote that its configuration names. */
export type Direction = "push" | "fetch";

/** The remote that a command without operands goes to. */
export function defaultRemote({ branch, config }: LocalRepository, direction: Direction): string {
  const own = (key: string) => configValue(config, `branch.${branch ?? ""}.${key}`);
  const pushed = own("pushremote") ?? configValue(config, "remote.pushdefault");
  const names = [...config.keys()].flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  const only = names.length === 1 ? names[0] : undefined;
  return (direction === "push" ? pushed : undefined) ?? own("remote") ?? only ?? "origin";
}

/**
 * The repositories that a remote stands for: a push goes to each of its URLs. `undefined` for one that nobody
 * knows.
 *
 * @param remote A name, a URL, or `undefined`: what git would take.
 */
export function remoteRepositories(
  remote: string | undefined,
  { local }: GitCall,
  direction: Direction,
): readonly (RemoteRepository | undefined)[] {
  if (remote?.includes(UNKNOWN) === true || local?.isWhole === false) return [undefined];
  if (remote !== undefined && /[:/\\]/.test(remote)) return [parseRemoteUrl(remote)];
  if (local === undefined) return [undefined];
  const urls = urlsOf(remote ?? defaultRemote(local, direction), local, direction);
  return urls.length === 0 ? [undefined] : urls.map(parseRemoteUrl);
}

function urlsOf(
  name: string,
  { config }: LocalRepository,
  direction: Direction,
): readonly string[] {
  const pushed = direction === "push" ? config.get(`remote.${name}.pushurl`) : undefined;
  return pushed ?? config.get(`remote.${name}.url`) ?? [];
}
