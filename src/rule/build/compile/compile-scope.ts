import { braceExpand } from "minimatch";
import type { GlobSet, Scope } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import type { ScopeSource } from "../schema/meta.ts";

/** A scope as it is compared: lower case, braces expanded. */
export function compileScope(source: ScopeSource): Scope {
  const { users, groups, hosts, repositories, agents, permission_modes: permissionModes } = source;
  const names = { users, groups, hosts, agents, permissionModes };
  const given = Object.entries(names).flatMap(([key, globs]) =>
    globs === undefined ? [] : [[key, expand(globs).map((glob) => glob.toLowerCase())] as const],
  );
  return {
    ...Object.fromEntries(given),
    ...(repositories === undefined ? {} : { repositories: expand(repositories).map(foldPath) }),
  };
}

function expand(globs: GlobSet): string[] {
  return globs.flatMap((glob) => braceExpand(glob));
}
