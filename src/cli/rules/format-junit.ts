import { type ExampleReport, isFailed, type RuleReport } from "./rule-report.ts";

/** What became of the examples as JUnit XML, which every CI shows: a suite a rule, a case an example. */
export function formatJunit(reports: readonly RuleReport[]): string {
  const examples = reports.flatMap((report) => report.examples);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="toolgate rules" ${countsOf(examples)}>`,
    ...reports.flatMap(formatSuite),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function formatSuite({ rule, examples }: RuleReport): string[] {
  return [
    `  <testsuite name="${escape(rule)}" ${countsOf(examples)}>`,
    ...examples.flatMap((example) => formatCase(rule, example)),
    "  </testsuite>",
  ];
}

function formatCase(rule: string, example: ExampleReport): string[] {
  const { list, place } = example;
  const name = escape(`${list}: ${example.example}`);
  const where = `file="${escape(place.file)}" line="${place.line}"`;
  const start = `    <testcase classname="${escape(rule)}" name="${name}" ${where}`;
  if (!isFailed(example)) return [`${start}/>`];
  const failures = Object.entries(example.problems).map(([problem, profiles]) => {
    const message = escape(`this example ${problem} in ${profiles.join(", ")}`);
    const text = `${escape(`${place.file}:${place.line}:${place.column}`)}: ${message}`;
    return `      <failure message="${message}">${text}</failure>`;
  });
  return [`${start}>`, ...failures, "    </testcase>"];
}

function countsOf(examples: readonly ExampleReport[]): string {
  return `tests="${examples.length}" failures="${examples.filter(isFailed).length}"`;
}

/** XML 1.0 §2.2 knows no other characters, escaped or not; those that a CI's page would not show are named too. */
const UNREADABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\p{Cf}\p{Co}]/gu;

function escape(text: string): string {
  return text
    .replaceAll(UNREADABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\t", "&#9;");
}
