import { braceExpand } from "minimatch";
import type { GlobSet, Scope } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import type { ScopeSource } from "../schema/meta.ts";
import { matchAny } from "../../glob.ts";
import { findPathMistake } from "./glob-mistakes.ts";
import { nearest } from "../source/nearest.ts";

/** What the host may say in `permission_mode` (docs/HOST.md). */
const PERMISSION_MODES = ["default", "plan", "acceptEdits", "auto", "dontAsk", "bypassPermissions"];

/** A scope as it is compared: lower case, braces expanded; a repository is all that lies in it. */
export function compileScope(source: ScopeSource): Scope {
  const { users, groups, hosts, tags, agents, permission_modes: permissionModes } = source;
  const { repositories, remotes } = source;
  const names = { users, groups, hosts, tags, agents, permissionModes };
  const given = Object.entries(names).flatMap(([key, globs]) =>
    globs === undefined ? [] : [[key, expand(globs)] as const],
  );
  return {
    ...Object.fromEntries(given),
    ...(repositories === undefined ? {} : { repositories: expandPaths(repositories) }),
    ...(remotes === undefined ? {} : { remotes: expandRemotes(remotes) }),
  };
}

function expand(globs: GlobSet): string[] {
  return globs.flatMap((glob) => braceExpand(glob)).map((glob) => glob.toLowerCase());
}

/** An owner is all that lies below it. */
function expandRemotes(globs: GlobSet): string[] {
  return expand(globs).flatMap((glob) => (glob.endsWith("*") ? [glob] : [glob, `${glob}/*`]));
}

function expandPaths(globs: GlobSet): string[] {
  return globs
    .flatMap((glob) => braceExpand(glob))
    .map((glob) => foldPath(glob).replace(/\/+(?:\*\*)?$/, ""))
    .map((glob) => `${glob}/**`);
}

/** Something in a scope that no call could ever match, and its path in the scope. */
export interface ScopeMistake {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** What else the schema lets pass: a scope that never matches makes a rule that never does. */
export function findScopeMistakes(source: ScopeSource): ScopeMistake[] {
  if (Object.keys(source).length === 0) {
    return [{ path: [], problem: "scope: is empty; leave it out where the rule holds everywhere" }];
  }
  const names = (["users", "groups", "hosts", "tags", "agents"] as const).flatMap((key) =>
    (source[key] ?? []).flatMap((glob, nth) => {
      const problem = findNameMistake(glob);
      return problem === undefined
        ? []
        : [{ path: [key, nth], problem: `scope.${key}: ${problem}` }];
    }),
  );
  const modes = (source.permission_modes ?? []).flatMap((glob, nth) => {
    if (PERMISSION_MODES.some((name) => matchAny(expand([glob]), name.toLowerCase()))) return [];
    const meant = nearest(glob, PERMISSION_MODES);
    const hint = meant === undefined ? PERMISSION_MODES.join(", ") : `did you mean "${meant}"?`;
    const problem = `scope.permission_modes: there is no mode "${glob}": ${hint}`;
    return [{ path: ["permission_modes", nth], problem }];
  });
  const repositories = (source.repositories ?? []).flatMap((glob, nth) => {
    const problem = findPathMistake(glob);
    const path = ["repositories", nth];
    return problem === undefined ? [] : [{ path, problem: `scope.repositories: ${problem}` }];
  });
  const remotes = (source.remotes ?? []).flatMap((glob, nth) => {
    const problem = findRemoteMistake(glob);
    const path = ["remotes", nth];
    return problem === undefined ? [] : [{ path, problem: `scope.remotes: ${problem}` }];
  });
  return [...names, ...repositories, ...remotes, ...modes];
}

function findNameMistake(glob: string): string | undefined {
  if (glob.trim() === "") return "a blank name matches nothing";
  return glob.includes("/") ? `no name has a slash in it: "${glob}"` : undefined;
}

/** What makes a glob for remotes one that never matches. */
function findRemoteMistake(glob: string): string | undefined {
  const plain = glob.replace(/^[\w+.-]+:\/\//, "").replace(/^[^@/]*@/, "");
  const meant = plain
    .replace(":", "/")
    .replace(/\.git$/, "")
    .replace(/\/+$/, "");
  const isPlain = meant === glob && !/[:@\s]|\/\//.test(glob);
  if (!isPlain) return `a remote is host/owner/name; write "${meant}"`;
  const hasOwner = meant.includes("/") || meant.includes("*");
  return hasOwner ? undefined : `a remote is host/owner/name; write "${meant}/*"`;
}
