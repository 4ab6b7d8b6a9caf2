import type { RuleBundle } from "../../model/bundle.ts";
import { kindOf } from "../../model/event-kind.ts";
import type { HookEvent } from "../../model/event.ts";
import type { RepositoryFile } from "../../model/record.ts";
import { resolveRealPath } from "../../platform/real-path.ts";
import { findRepositoryFiles, toGap } from "./find-files.ts";
import type { RepositoryReader } from "./repository-reader.ts";

/** How an event's repository is looked into. */
export interface RepositoryAccess {
  readonly read: RepositoryReader;
  /**
   * Where the session began, as the environment says: it may say anything, for more rules only make things
   * stricter.
   */
  readonly projectDirectory: string | undefined;
}

/** What the repository that a call is made in says for itself. */
export interface RepositoryRules {
  readonly bundles: readonly RuleBundle[];
  /** Of each bundle. */
  readonly files: readonly RepositoryFile[];
  /** One for each file that could not be used. */
  readonly gaps: readonly string[];
}

/**
 * The rules of the repository that an event happens in, or `undefined` where it has none. An event that nothing can
 * be said to is not worth reading them.
 *
 * @throws StageError("rules") when there is a file and the executable's reader is damaged.
 */
export function readRepository(
  event: HookEvent,
  company: RuleBundle,
  { read, projectDirectory }: RepositoryAccess,
): RepositoryRules | undefined {
  if (kindOf(event.name) === "notice") return undefined;
  const { sources, gaps } = findRepositoryFiles(startsOf(event.cwd, projectDirectory));
  if (sources.length + gaps.length === 0) return undefined;
  const bundles: RuleBundle[] = [];
  const files: RepositoryFile[] = [];
  const problems: string[] = [];
  for (const source of sources) {
    const result = read(source, company);
    if ("bundle" in result) {
      bundles.push(result.bundle);
      files.push({ path: source.path, digest: result.bundle.digest });
    } else {
      const [first, ...others] = result.problems;
      problems.push(toGap(others.length === 0 ? first : `${first} (and ${others.length} more)`));
    }
  }
  return { bundles, files, gaps: [...gaps, ...problems] };
}

/** A directory under a link belongs to what it is written in and to what it leads to. */
function startsOf(cwd: string | undefined, project: string | undefined): string[] {
  const own = cwd === undefined ? [] : [cwd, resolveRealPath(cwd)];
  return project === undefined ? own : [...own, project];
}
