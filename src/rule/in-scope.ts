import type { Scope } from "../model/rule.ts";
import { matchAny } from "./glob.ts";
import { matchPath, prepareGlob, preparePath } from "./match-path.ts";

/** Whose call an event is, and where, as scopes ask for it. `undefined`: nobody knows. */
export interface Standing {
  readonly user: string | undefined;
  readonly host: string | undefined;
  /** The session's directory, absolute: as the host says it, and what its links lead to. */
  readonly directories: () => readonly string[] | undefined;
  /** Names of the user's groups. `complete`: no group is without a name here. */
  readonly groups: () => NamedFacts;
  /** `host/owner/name` of each remote of the repository. `complete`: there are no others. */
  readonly remotes: () => NamedFacts;
  /** What IT says of the machine; `undefined` where it has said nothing. */
  readonly tags: () => readonly string[] | undefined;
  readonly agent: string | undefined;
  readonly permissionMode: string | undefined;
  /** Home directory of the user, absolute. */
  readonly home: string;
}

/** Names of which one may be meant. `complete`: there are no others. */
export interface NamedFacts {
  readonly names: readonly string[];
  readonly complete: boolean;
}

/**
 * What an unknown fact means: a rule that restricts then holds, an exception and a rule that allows do not.
 */
export type WhenUnknown = "holds" | "holds not";

/** Whether what has this scope applies to a call. Of every list that is given one glob must match. */
export function isInScope(
  scope: Scope | undefined,
  standing: Standing,
  whenUnknown: WhenUnknown,
): boolean {
  if (scope === undefined) return true;
  const { user, host, agent, permissionMode } = standing;
  const answers = new Set<Answer>([
    isNamed(scope.users, user),
    isNamed(scope.hosts, host),
    isNamed(scope.agents, agent),
    isNamed(scope.permissionModes, permissionMode),
    scope.groups === undefined || isMember(scope.groups, standing.groups()),
    scope.tags === undefined || isTagged(scope.tags, standing.tags()),
    scope.remotes === undefined || comesFrom(scope.remotes, standing.remotes(), whenUnknown),
    scope.repositories === undefined || isWithin(scope.repositories, standing, whenUnknown),
  ]);
  if (answers.has(false)) return false;
  return !answers.has(undefined) || whenUnknown === "holds";
}

/** `undefined` where only a fact that nobody knows could tell. */
type Answer = boolean | undefined;

function isNamed(globs: readonly string[] | undefined, name: string | undefined): Answer {
  if (globs === undefined) return true;
  return name === undefined ? undefined : matchAny(globs, name.toLowerCase());
}

function isTagged(globs: readonly string[], tags: readonly string[] | undefined): Answer {
  return tags?.some((tag) => matchAny(globs, tag.toLowerCase()));
}

/** One remote is enough for a restriction; an exception holds only where every remote is meant. */
function comesFrom(
  globs: readonly string[],
  { names, complete }: NamedFacts,
  whenUnknown: WhenUnknown,
): Answer {
  const isMeant = (name: string) => matchAny(globs, name);
  if (whenUnknown === "holds" && names.some(isMeant)) return true;
  if (!complete) return undefined;
  return whenUnknown === "holds not" && names.length > 0 && names.every(isMeant);
}

function isMember(globs: readonly string[], { names, complete }: NamedFacts): Answer {
  if (names.some((name) => matchAny(globs, name.toLowerCase()))) return true;
  return complete ? false : undefined;
}

/**
 * A directory and what its links lead to can disagree: then it is whatever keeps a restriction, and no
 * exception.
 */
function isWithin(globs: readonly string[], standing: Standing, whenUnknown: WhenUnknown): Answer {
  const directories = standing.directories();
  if (directories === undefined) return undefined;
  const prepared = globs.map(prepareGlob);
  const lies = (directory: string): boolean => {
    const path = preparePath(directory, standing.home);
    // What the host says is the name of a directory, whatever wildcards are in it.
    return prepared.some((glob) => matchPath(glob, path, true));
  };
  return whenUnknown === "holds" ? directories.some(lies) : directories.every(lies);
}
