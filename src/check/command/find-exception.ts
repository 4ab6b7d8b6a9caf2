import type { Action, CommandSurface } from "../../model/action.ts";
import type { Invocation } from "../../model/invocation.ts";
import type { CommandRule } from "../../model/rule.ts";
import type { CommandSetting } from "../../rule/match-command.ts";
import { matchWholeCommand } from "../../rule/match-whole-command.ts";
import { isPlainLine, isPlainText } from "./plain-line.ts";
import { isTrustedSpelling } from "./trusted-spelling.ts";

/** What an exception of a command rule is held against. */
export interface ExceptionSetting extends CommandSetting {
  /** Globs over variables that make a program run something else. */
  readonly hijacking: readonly string[];
  readonly line: ExceptionLine;
}

/** The whole command line. */
interface ExceptionLine {
  readonly action: Action;
  readonly surfaces: readonly CommandSurface[];
  /** By the rule's id, whether the exceptions of that rule may hold in it; worked out once. */
  readonly answers: Map<string, boolean>;
}

/** What a command may be inside of and still be just that command, on this machine and as this user. */
const PLAIN_WAY =
  /^(?:(?:(?:ba|da|z|k)?sh -c)|eval|[$<>]\(…\)|timeout|time|nice|nohup|command|exec)$/;

const MOVERS = ["cd", "pushd", "popd", "chdir"];

/**
 * The id of the exception of the rule that holds for a command: one of its patterns describes the whole of it, the
 * program is the one that it says it is, and nothing else in the line could change what it would do.
 */
export function findException(
  rule: CommandRule,
  invocation: Invocation,
  setting: ExceptionSetting,
): string | undefined {
  const id = exceptionFor(rule, invocation, setting);
  return id !== undefined && mayHold(rule, setting) ? id : undefined;
}

/** By the command alone. */
function exceptionFor(
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

function isPlain(invocation: Invocation, { hijacking }: ExceptionSetting): boolean {
  return (
    isTrustedSpelling(invocation, hijacking) && invocation.via.every((way) => PLAIN_WAY.test(way))
  );
}

/** Whether the line is wholly understood and consists of what the rule's exceptions name and of harmless commands. */
function mayHold(rule: CommandRule, setting: ExceptionSetting): boolean {
  const { action, surfaces, answers } = setting.line;
  const known = answers.get(rule.id);
  if (known !== undefined) return known;
  const answer =
    action.coverage.complete &&
    action.surfaces.every(
      (surface) =>
        surface.kind !== "text" || surface.role !== "command" || isPlainText(surface.text),
    ) &&
    surfaces.every(({ invocation }) => isTrustedSpelling(invocation, setting.hijacking)) &&
    isPlainLine(surfaces, (each) => exceptionFor(rule, each, setting) !== undefined);
  answers.set(rule.id, answer);
  return answer;
}
