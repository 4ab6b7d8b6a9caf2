import { readFileSync } from "node:fs";
import { buildRepositoryRules } from "../../rule/build/repository/build-repository-rules.ts";
import { compileRepositoryRules } from "../../rule/build/repository/compile-repository-rules.ts";
import { runExamples } from "../../rule/build/examples/run-examples.ts";
import { readRules } from "../open-gate.ts";
import { type RuleReport, toReports, toRun } from "./rule-report.ts";

/**
 * A repository's own file, as `rules test` tells of it: its rules hold in every profile, so they are run in the
 * one in force.
 *
 * @param directory Of the company's rules, compiled.
 * @throws RuleErrors with every mistake in the file
 */
export function runRepositoryExamples(file: string, directory: string): RuleReport[] {
  const company = readRules(directory, {}).bundle;
  const { bundle, rules } = compileRepositoryRules(readFileSync(file, "utf8"), file, company);
  const { profile } = company.policy;
  const built = Object.values(rules).flat();
  return toReports([toRun(profile, built, runExamples(rules, bundle))]);
}

/** A repository's own file, as `rules lint` tells of it. @throws RuleErrors with every mistake in it */
export function lintRepositoryFile(file: string, directory: string): string {
  const company = readRules(directory, {}).bundle;
  const { tools, commands, paths, egress } = buildRepositoryRules(
    readFileSync(file, "utf8"),
    file,
    company,
  );
  return `${[tools, commands, paths, egress].flat().length} rules, all in order\n`;
}
