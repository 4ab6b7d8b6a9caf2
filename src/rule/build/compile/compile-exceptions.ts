import { braceExpand } from "minimatch";
import type { ProgramFacts, RuleException } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import type { ExceptionSource } from "../schema/policy.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, RuleErrors, type RulePlace } from "../source/rule-error.ts";
import type { RuleFile } from "./built-rule.ts";
import { compilePattern } from "./compile-pattern.ts";
import { compileScope } from "./compile-scope.ts";
import { findExceptionMistakes } from "./find-exception-mistakes.ts";
import { findHostMistake, findPathMistake, refuseGlobs } from "./glob-mistakes.ts";
import { toMidnight } from "./to-midnight.ts";

/** A compiled exception with what the build still needs of its source. */
export interface BuiltException {
  /** Id of the rule that it is of. */
  readonly rule: string;
  readonly exception: RuleException;
  readonly source: ExceptionSource;
  /** The place of one of the exception's own values. */
  readonly placeOf: (path: readonly PropertyKey[]) => RulePlace;
}

/** What exceptions are compiled with. */
export interface ExceptionSetting {
  readonly programs: Readonly<Record<string, ProgramFacts>>;
  /** The id of every rule, whatever its profile. */
  readonly ruleIds: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The exceptions of all files.
 *
 * @throws RuleErrors at each that names no rule, matches nothing or everything, or is not for now.
 */
export function compileExceptions(
  files: readonly RuleFile[],
  setting: ExceptionSetting,
): BuiltException[] {
  const compiled = collect(
    files.flatMap(({ source: file, document }) =>
      document.exceptions.map((source, index) => () => {
        const placeOf = (path: readonly PropertyKey[]) =>
          file.placeOf(["exceptions", index, ...path]);
        return compileException(source, placeOf, setting);
      }),
    ),
  );
  refuseSameIds(compiled);
  return compiled;
}

function compileException(
  source: ExceptionSource,
  placeOf: BuiltException["placeOf"],
  setting: ExceptionSetting,
): BuiltException {
  const mistakes = findExceptionMistakes(source, setting);
  if (mistakes.length > 0) {
    throw new RuleErrors(
      mistakes.map(({ path, problem }) => new RuleError(placeOf(path), problem)),
    );
  }
  refuseMatchGlobs(source, placeOf);
  const { id, rule, expires, scope, match } = source;
  const { run, paths, access, tools, hosts, fingerprints } = match;
  const patterns = collect(
    (run ?? []).map((pattern, nth) => () => {
      const place = placeOf(["match", "run", nth]);
      // Nothing may follow what the pattern names.
      const whole = { ...pattern, operands: "none" } as const;
      return compilePattern(whole, { programs: setting.programs, place });
    }),
  ).flat();
  const exception: RuleException = {
    id,
    expires: toMidnight(expires),
    ...(scope === undefined ? {} : { scope: compileScope(scope) }),
    ...(run === undefined ? {} : { patterns }),
    ...(paths === undefined ? {} : { paths: expand(paths).map(foldPath) }),
    ...(access === undefined ? {} : { access }),
    ...(fingerprints === undefined ? {} : { fingerprints }),
    ...(tools === undefined ? {} : { tools: expand(tools) }),
    ...(hosts === undefined ? {} : { hosts: expand(hosts).map((host) => host.toLowerCase()) }),
  };
  return { rule, exception, source, placeOf };
}

/** @throws RuleErrors at each glob that can never match. */
function refuseMatchGlobs({ match }: ExceptionSource, placeOf: BuiltException["placeOf"]): void {
  const { paths = [], hosts = [] } = match;
  const inMatch = (path: readonly PropertyKey[]) => placeOf(["match", ...path]);
  refuseGlobs({ paths }, findPathMistake, inMatch);
  refuseGlobs({ hosts }, findHostMistake, inMatch);
}

function expand(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => braceExpand(glob));
}

function refuseSameIds(exceptions: readonly BuiltException[]): void {
  const seen = new Set<string>();
  const errors = exceptions.flatMap(({ exception: { id }, placeOf }) => {
    if (!seen.has(id)) return seen.add(id) && [];
    return [new RuleError(placeOf(["id"]), `there is another exception "${id}"`)];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}
