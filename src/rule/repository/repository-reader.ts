import type { RuleBundle } from "../../model/bundle.ts";
import { loadPart, type PartLoader } from "../../platform/load-part.ts";

/** A repository's own rule file as it was found. */
export interface RepositorySource {
  /** Absolute. */
  readonly path: string;
  /** The path as errors show it: from the top of the repository. */
  readonly name: string;
  readonly text: string;
}

/** The compiled rules of one file, or what is wrong with it, one `file:line:column: …` a mistake. */
export type ReadRepositoryRules =
  | { readonly bundle: RuleBundle }
  | { readonly problems: readonly [string, ...string[]] };

/**
 * Compiles a repository's file beside the company's rules. The one that does it is
 * src/rule/build/repository/read-repository-rules.ts, which no hook loads before there is such a file.
 */
export type RepositoryReader = (
  source: RepositorySource,
  company: RuleBundle,
) => ReadRepositoryRules;

/** The reader that the executable carries as a part of its own. */
export function partReader(load: PartLoader): RepositoryReader {
  return (source, company) =>
    loadPart(load, "repository", isRepositoryPart).readRepositoryRules(source, company);
}

interface RepositoryPart {
  readonly readRepositoryRules: RepositoryReader;
}

function isRepositoryPart(exports: unknown): exports is RepositoryPart {
  return (
    typeof exports === "object" &&
    exports !== null &&
    "readRepositoryRules" in exports &&
    typeof exports.readRepositoryRules === "function"
  );
}
