import type { Action, CommandSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { GlobSet } from "../../model/rule.ts";
import { matchGlob } from "../../rule/glob.ts";
import { patternsFor } from "../../rule/look-up.ts";
import {
  matchCommand,
  type PreparedCommand,
  prepareCommand,
  programName,
} from "../../rule/match-command.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { keepStrictest, weighInScript } from "../script-finding.ts";
import { type ExceptionSetting, findException } from "./find-exception.ts";
import { isTrustedSpelling } from "./trusted-spelling.ts";
import { settlesUnlisted, unlistedFinding } from "./unlisted.ts";

/** Every simple command that a call could run, against the command rules. */
export const commandCheck: Check = { name: "command", inspect };

/** One finding a rule and field is enough to decide on, however often the command stands there. */
function inspect(action: Action, rules: RuleBundle, machine: Machine): readonly Finding[] {
  const surfaces = action.surfaces.filter((surface) => surface.kind === "command");
  if (surfaces.length === 0) return [];
  const { programs, hijackingVariables: hijacking } = rules;
  const setting: ExceptionSetting = {
    programs,
    home: machine.home,
    runs: programsOf(surfaces),
    hijacking,
    line: { action, surfaces, answers: new Map() },
  };
  const found = new Map<string, Finding>();
  for (const { invocation, at } of surfaces) {
    const command = prepareCommand(invocation, setting);
    const { findings, isListed } = matchRules({ command, at }, rules, setting);
    const unlisted =
      isListed && isTrustedSpelling(invocation, hijacking)
        ? undefined
        : unlistedFinding(rules.policy, at);
    for (const finding of unlisted === undefined ? findings : [...findings, unlisted]) {
      keepStrictest(found, weighInScript(finding, invocation.script));
    }
  }
  return [...found.values()];
}

interface PlacedCommand {
  readonly command: PreparedCommand;
  readonly at: CommandSurface["at"];
}

/** What the rules say of one command, and whether any of them names it. */
function matchRules({ command, at }: PlacedCommand, rules: RuleBundle, setting: ExceptionSetting) {
  const findings: Finding[] = [];
  let isListed = false;
  for (const { pattern, readRule } of patternsFor(command, rules)) {
    const rule = matchCommand(pattern, command, setting) ? readRule() : undefined;
    if (rule === undefined) continue;
    const exception = findException(rule, command.invocation, setting);
    isListed ||= exception === undefined && settlesUnlisted(rule, rules.policy);
    if (rule.outcome === "allow") continue;
    const confidence = pattern.alongside === undefined ? "high" : "medium";
    const match = { check: "command", at, pattern: pattern.source, confidence, exception } as const;
    findings.push(toFinding(rule, match));
  }
  return { findings, isListed };
}

/** Answers which programs run in the line; each question is worked out once. */
function programsOf(surfaces: readonly CommandSurface[]): (programs: GlobSet) => boolean {
  const running = new Set(surfaces.map(({ invocation }) => programName(invocation)));
  const answers = new Map<GlobSet, boolean>();
  return (globs) => {
    const known = answers.get(globs);
    if (known !== undefined) return known;
    const names = [...running].filter((name) => name !== undefined);
    const answer = names.some((name) => globs.some((glob) => matchGlob(glob, name)));
    answers.set(globs, answer);
    return answer;
  };
}
