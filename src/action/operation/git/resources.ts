import { UNKNOWN } from "../../../model/invocation.ts";
import { toPart } from "../resource-part.ts";
import type { RemoteRepository } from "./remote-url.ts";

/**
 * The names of a repository, or of what lies in it: `repos/acme/app/branches/main`, and with its host
 * `repos/github.com/acme/app/branches/main`.
 *
 * @param inside What follows the repository's name, made of parts: `branches/main`. Default: the repository itself.
 */
export function repositoryResources(
  repository: RemoteRepository | undefined,
  inside = "",
): readonly string[] {
  const below = inside === "" ? "" : `/${inside}`;
  // Some repository of some owner, or of a group within a group.
  if (repository === undefined)
    return [
      `repos/${UNKNOWN}/${UNKNOWN}${below}`,
      `repos/${UNKNOWN}/${UNKNOWN}/${UNKNOWN}${below}`,
    ];
  const path = toPart(repository.path);
  // An owner that looks like a host would pass for a repository of that host.
  const [owner = ""] = path.split("/");
  const short = owner.includes(".") ? UNKNOWN : path;
  return [`repos/${short}${below}`, `repos/${toPart(repository.host)}/${path}${below}`];
}
