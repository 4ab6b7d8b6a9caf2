import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CompiledBundle, RuleBundle } from "../../../model/bundle.ts";
import type { CheckName } from "../../../model/finding.ts";
import { indexRules } from "../../rule-index.ts";
import type { RuleFile } from "../compile/built-rule.ts";
import { compileRules, mergePrograms } from "../compile/compile-rules.ts";
import type { RulesWithExamples } from "../examples/run-examples.ts";
import type { RuleDocument } from "../schema/document.ts";
import {
  EVERY_PROFILE,
  REPOSITORY_KEYS,
  type RepositoryDocument,
  repositoryDocument,
} from "../schema/repository.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { validate } from "../source/validate.ts";
import { readYaml } from "../source/yaml-source.ts";
import { refuseMilder, toPolicy } from "./own-policy.ts";
import { refuseExcess } from "./refuse-excess.ts";
import { refuseTakenIds } from "./taken-ids.ts";

/** A repository's rules, and with them what their examples are run with. */
export interface CompiledRepository {
  readonly bundle: CompiledBundle;
  readonly rules: RulesWithExamples;
}

/**
 * A repository's file compiled: a bundle of its own, whose `policy` says as little as a policy can besides what the
 * file says (src/rule/tighten.ts joins it with the company's). Its examples are not run.
 *
 * @param file Name of the file as errors show it.
 * @param company The rules in force: what the file says is held against their policy, and its patterns are read with
 * what they know of programs.
 * @throws RuleErrors with file, line and column of every mistake.
 */
export function compileRepositoryRules(
  text: string,
  file: string,
  company: RuleBundle,
): CompiledRepository {
  try {
    return compile(text, file, company);
  } catch (error) {
    if (error instanceof RuleErrors) throw error;
    if (error instanceof RuleError) throw new RuleErrors([error]);
    throw new RuleErrors([new RuleError({ file, line: 1, column: 1 }, describe(error))]);
  }
}

function compile(text: string, file: string, company: RuleBundle): CompiledRepository {
  const source = readYaml(text, file);
  const own = validate(source, repositoryDocument, REPOSITORY_KEYS);
  collect<void>([
    () => refuseExcess(source),
    () => refuseMilder(own.policy, source, company),
    () => refuseTakenIds(own, source, company),
  ]);
  const programs = mergePrograms([company.programs, own.programs]);
  const ruleFile: RuleFile = { source, document: toDocument(own) };
  const setting = { profile: company.policy.profile, programs };
  const rules = compileRules([ruleFile], setting);
  const lists = toLists(rules);
  const bundle: CompiledBundle = {
    format: 3,
    version: "repository",
    sources: {},
    digest: bytesToHex(sha256(utf8ToBytes(text))),
    policy: toPolicy(own.policy, company.policy),
    ...lists,
    index: indexRules(lists.commands, lists.paths),
    checks: checksOf(lists),
    secrets: { rules: [], allowlists: [] },
    secretKeywords: [],
    injection: [],
    pii: [],
    permissions: [],
    programs,
    hijackingVariables: own.hijacking_variables,
    conditional: false,
  };
  return { bundle, rules };
}

function toDocument(own: RepositoryDocument): RuleDocument {
  const everywhere = <
    R extends RepositoryDocument["commands" | "paths" | "tools" | "egress"][number],
  >(
    rule: R,
  ) => ({
    ...rule,
    outcome: Object.fromEntries(EVERY_PROFILE.map((name) => [name, rule.outcome])),
    profiles: [...EVERY_PROFILE],
  });
  const { programs, hijacking_variables } = own;
  return {
    exceptions: [],
    pii: [],
    permissions: [],
    commands: own.commands.map(everywhere),
    paths: own.paths.map(everywhere),
    tools: own.tools.map(everywhere),
    egress: own.egress.map(everywhere),
    programs,
    hijacking_variables,
  };
}

type RuleLists = Pick<CompiledBundle, "commands" | "paths" | "tools" | "egress">;

function toLists({ commands, paths, tools, egress }: RulesWithExamples): RuleLists {
  return {
    commands: commands.map(({ rule }) => rule),
    paths: paths.map(({ rule }) => rule),
    tools: tools.map(({ rule }) => rule),
    egress: egress.map(({ rule }) => rule),
  };
}

function checksOf({ commands, paths, tools, egress }: RuleLists): CheckName[] {
  const counts: readonly (readonly [CheckName, number])[] = [
    ["mcp", tools.length],
    ["command", commands.length],
    ["path", paths.length],
    ["egress", egress.length],
  ];
  return counts.flatMap(([check, count]) => (count > 0 ? [check] : []));
}

/** The packages that read the file have errors of their own for what no file of a person's has. */
function describe(error: unknown): string {
  if (error instanceof RangeError) return "it is nested too deeply";
  if (error instanceof ReferenceError) return "its aliases repeat too much: write it out";
  return `it cannot be read (${error instanceof Error ? error.name : "unknown error"})`;
}
