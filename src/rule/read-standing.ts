import type { Machine } from "../model/check.ts";
import type { HookEvent } from "../model/event.ts";
import type { Actor } from "../model/record.ts";
import { parseRemoteUrl } from "../action/operation/git/remote-url.ts";
import { findRepository, remoteUrls } from "../action/operation/git/repository.ts";
import type { NamedFacts, Standing } from "./in-scope.ts";

/** Where the facts of an event's scope come from. */
export interface Witnesses {
  readonly actor: Actor;
  readonly machine: Pick<Machine, "home" | "realPath" | "readText">;
  /** Ids of the groups of this process, from the kernel; `undefined` on Windows. */
  readonly groupIds: () => readonly number[] | undefined;
}

const GROUP_FILE = "/etc/group";

/** Root's: a word for each thing that IT says of the machine, `#` before a remark. */
export const TAG_FILE = "/etc/claude-code/toolgate-tags";

/**
 * What scopes may ask about an event. Groups and links are looked up when a scope asks, and once.
 *
 * Names of groups come from /etc/group: Node has no `getgrgid`. A group that another directory names (LDAP, Active
 * Directory, macOS's own) is a group without a name here, and so makes the answer incomplete.
 */
export function readStanding(
  { cwd, agentId, agentType, permissionMode }: HookEvent,
  { actor, machine, groupIds }: Witnesses,
): Standing {
  let groups: ReturnType<Standing["groups"]> | undefined;
  let directories: readonly string[] | undefined;
  let remotes: NamedFacts | undefined;
  const findDirectories = () =>
    cwd?.startsWith("/") === true ? (directories ??= [cwd, machine.realPath(cwd)]) : undefined;
  return {
    // A user id without an entry has no name that anyone gave it.
    user: actor.user === `uid:${actor.uid}` ? undefined : actor.user,
    host: actor.host === "" ? undefined : actor.host,
    directories: findDirectories,
    remotes: () => (remotes ??= remotesOf(findDirectories(), machine)),
    tags: () => readTags(machine),
    groups: () => (groups ??= namesOf(groupIds(), actor.user, machine)),
    agent: agentId === undefined ? MAIN : nameOfSubagent(agentType),
    permissionMode,
    home: machine.home,
  };
}

const MAIN = "main";

/** A subagent that calls itself main is none that a scope could mean. */
function nameOfSubagent(type: string | undefined): string | undefined {
  return type?.toLowerCase() === MAIN ? undefined : type;
}

/** The groups that the process is in by the kernel's word, and those that list the user as a member. */
function namesOf(
  ids: readonly number[] | undefined,
  user: string,
  { readText }: Witnesses["machine"],
): ReturnType<Standing["groups"]> {
  const file = readText(GROUP_FILE);
  if (ids === undefined || file === undefined) return { names: [], complete: false };
  const entries = file.text.split("\n").flatMap(parseEntry);
  const named = new Set(entries.map(({ id }) => id));
  const own = entries.filter(({ id, members }) => ids.includes(id) || members.includes(user));
  return {
    names: own.map(({ name }) => name),
    complete: file.complete && ids.every((id) => named.has(id)),
  };
}

interface GroupEntry {
  readonly name: string;
  readonly id: number;
  readonly members: readonly string[];
}

/** One line of group(5): `name:password:id:member,member`. */
function parseEntry(line: string): GroupEntry[] {
  const match = /^([^:]+):[^:]*:(\d+):([^:]*)$/.exec(line.trimEnd());
  const [, name, id, members = ""] = match ?? [];
  return name === undefined ? [] : [{ name, id: Number(id), members: members.split(",") }];
}

/** A machine of which nothing is said is not one without tags: that is an empty file's word. */
function readTags({ readText }: Witnesses["machine"]): readonly string[] | undefined {
  const file = readText(TAG_FILE);
  if (file?.complete !== true) return undefined;
  const lines = file.text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  return lines.flatMap((line) => line.split(/\s+/)).filter((tag) => tag !== "");
}

/** A directory and what its links lead to may lie in two repositories. */
function remotesOf(
  directories: readonly string[] | undefined,
  machine: Witnesses["machine"],
): NamedFacts {
  if (directories === undefined) return { names: [], complete: false };
  const found = [...new Set(directories)].map((directory) => findRepository(directory, machine));
  const repositories = found.filter((each) => each !== undefined);
  const names = repositories.flatMap(remoteUrls).flatMap((url) => {
    const remote = parseRemoteUrl(url);
    // A path on this machine is a remote that no scope means.
    return remote === undefined ? [""] : [`${remote.host}/${remote.path}`];
  });
  return { names, complete: repositories.every(({ isWhole }) => isWhole) };
}
