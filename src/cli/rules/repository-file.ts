import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { basename } from "node:path";
import { buildRepositoryRules } from "../../rule/build/repository/build-repository-rules.ts";
import { compileRepositoryRules } from "../../rule/build/repository/compile-repository-rules.ts";
import { runExamples } from "../../rule/build/examples/run-examples.ts";
import { DROP_IN_DIRECTORY } from "../../rule/stale-sources.ts";
import { readRules } from "../open-gate.ts";
import { UsageError } from "../usage-error.ts";
import { type RuleReport, toReports, toRun } from "./rule-report.ts";

/** @throws UsageError when the file is one of a directory of rules, which is judged as a whole. */
function refuseRulesFile(file: string): void {
  const directory = path.dirname(path.resolve(file));
  const isDropIn = path.basename(directory) === DROP_IN_DIRECTORY;
  if (!isDropIn && !existsSync(path.join(directory, "VERSION"))) return;
  const rules = path.relative("", isDropIn ? path.dirname(directory) : directory) || ".";
  throw new UsageError(
    `${file} is one of a directory of rules: pass the rules directory, ${rules}`,
  );
}

/**
 * A repository's own file, as `rules test` tells of it: its rules hold in every profile, so they are run in the
 * one in force.
 *
 * @param directory Of the company's rules, compiled.
 * @throws RuleErrors with every mistake in the file
 */
export function runRepositoryExamples(file: string, directory: string): RuleReport[] {
  refuseRulesFile(file);
  const company = readRules(directory, {}).bundle;
  const { bundle, rules } = compileRepositoryRules(readFileSync(file, "utf8"), file, company);
  const { profile } = company.policy;
  const built = Object.values(rules).flat();
  return toReports([toRun(profile, built, runExamples(rules, bundle))]);
}

/** A repository's own file, as `rules lint` tells of it. @throws RuleErrors with every mistake in it */
export function lintRepositoryFile(file: string, directory: string): string {
  refuseRulesFile(file);
  const company = readRules(directory, {}).bundle;
  const { tools, commands, paths, egress } = buildRepositoryRules(
    readFileSync(file, "utf8"),
    file,
    company,
  );
  const unread =
    basename(file) === "toolgate.yaml"
      ? ""
      : `${file}: warning: the guard reads only .claude/toolgate.yaml, not a file of this name\n`;
  return `${unread}${[tools, commands, paths, egress].flat().length} rules, all in order\n`;
}
