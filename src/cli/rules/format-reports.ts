import { styleText } from "node:util";
import { clipLine, formatTable } from "../table.ts";
import { formatOutcomes } from "./profiles.ts";
import { type ExampleReport, isFailed, type RuleReport } from "./rule-report.ts";

const EXAMPLE_WIDTH = 96;

/** What became of the examples, as a person reads it: the rules, then each example that does not hold. */
export function formatReports(reports: readonly RuleReport[]): string {
  const table = formatTable([
    ["RULE", "OUTCOME", "EXAMPLES"],
    ...reports.map(({ rule, outcomes, examples }) => [
      rule,
      formatOutcomes(outcomes),
      countExamples(examples),
    ]),
  ]);
  const failures = reports.flatMap(({ rule, examples }) =>
    examples.filter(isFailed).flatMap((example) => formatFailure(rule, example)),
  );
  const lines = table.map((line) => (line.endsWith(" failed") ? styleText("red", line) : line));
  return `${[...lines, "", ...failures, summarise(reports)].join("\n")}\n`;
}

function countExamples(examples: readonly ExampleReport[]): string {
  const failed = examples.filter(isFailed).length;
  const passed = `${examples.length - failed} passed`;
  return failed === 0 ? passed : `${passed}, ${failed} failed`;
}

function formatFailure(rule: string, example: ExampleReport): string[] {
  const { place, problems, list } = example;
  return [
    ...Object.entries(problems).map(
      ([problem, profiles]) =>
        `${place.file}:${place.line}:${place.column}: ${rule}: this example (${list}) ${problem} in ${profiles.join(", ")}`,
    ),
    `    ${clipLine(example.example, EXAMPLE_WIDTH)}`,
  ];
}

function summarise(reports: readonly RuleReport[]): string {
  const examples = reports.flatMap((report) => report.examples);
  const failed = examples.filter(isFailed).length;
  const rules = reports.length === 1 ? "one rule" : `${reports.length} rules`;
  const total = `${examples.length} examples of ${rules}`;
  if (failed === 0) return styleText("green", `${total}: all hold`);
  return styleText("red", `${total}: ${failed} ${failed === 1 ? "does" : "do"} not hold`);
}

/** The same as JSON: one object, whose `failed` is what the exit code tells. */
export function reportsToJson(reports: readonly RuleReport[]): string {
  const rules = reports.map(({ rule, outcomes, examples }) => ({
    rule,
    outcomes,
    passed: examples.filter((example) => !isFailed(example)).length,
    failed: examples.filter(isFailed).length,
    examples: examples.map(({ list, example, place, problems }) => ({
      list,
      example,
      ...place,
      passed: Object.keys(problems).length === 0,
      problems,
    })),
  }));
  const sum = (key: "passed" | "failed") => rules.reduce((total, rule) => total + rule[key], 0);
  return `${JSON.stringify({ passed: sum("passed"), failed: sum("failed"), rules }, undefined, 2)}\n`;
}
