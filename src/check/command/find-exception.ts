import type { CommandSurface } from "../../model/action.ts";
import { type Invocation, UNKNOWN } from "../../model/invocation.ts";
import type { CommandRule } from "../../model/rule.ts";
import { matchAny } from "../../rule/glob.ts";
import type { CommandSetting } from "../../rule/match-command.ts";
import { matchWholeCommand } from "../../rule/match-whole-command.ts";
import { isTrustedSpelling } from "./trusted-spelling.ts";

/** What an exception of a command rule is held against. */
export interface ExceptionSetting extends CommandSetting {
  /** Globs over variables that make a program run something else. */
  readonly hijacking: readonly string[];
  /** Whether the line leaves those variables alone; see `leavesAlone`. */
  readonly isLineTrusted: () => boolean;
}

/** What a command may be inside of and still be just that command, on this machine and as this user. */
const PLAIN_WAY =
  /^(?:(?:(?:ba|da|z|k)?sh -c)|eval|[$<>]\(…\)|timeout|time|nice|nohup|command|exec)$/;

const MOVERS = ["cd", "pushd", "popd", "chdir"];
/** Builtins that set variables for the commands that follow. */
const SETTERS: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly", "local"]);

/**
 * The id of the exception of the rule that holds for a command: one of its patterns describes the whole of it, the
 * program is the one that it says it is, and nothing else in the line changes what it would do.
 */
export function findException(
  { exceptions = [] }: CommandRule,
  invocation: Invocation,
  setting: ExceptionSetting,
): string | undefined {
  if (exceptions.length === 0 || !isPlain(invocation, setting)) return undefined;
  const moves = setting.runs(MOVERS);
  return exceptions.find(
    ({ scope, patterns = [] }) =>
      // The scope is about the session's directory, and the command may run in another one.
      !(moves && scope?.repositories !== undefined) &&
      patterns.some((pattern) => matchWholeCommand(pattern, invocation, setting)),
  )?.id;
}

function isPlain(invocation: Invocation, { hijacking, isLineTrusted }: ExceptionSetting): boolean {
  return (
    isTrustedSpelling(invocation, hijacking) &&
    invocation.via.every((way) => PLAIN_WAY.test(way)) &&
    isLineTrusted()
  );
}

/** Whether no command sets such a variable for those after it: `PATH=/tmp; git …`, `export GIT_DIR; git …`. */
export function leavesAlone(
  surfaces: readonly CommandSurface[],
  hijacking: readonly string[],
): boolean {
  return !surfaces.some(({ invocation }) =>
    namesSet(invocation).some((name) => name.includes(UNKNOWN) || matchAny(hijacking, name)),
  );
}

function namesSet({ program, words, assignments }: Invocation): readonly string[] {
  if (program === ":") return assignments.map(({ name }) => name);
  return SETTERS.has(program)
    ? words.slice(1).map(({ value }) => value.replace(/\+?=.*$/s, ""))
    : [];
}
