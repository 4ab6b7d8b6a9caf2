import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { matchGlob } from "../../rule/glob.ts";
import { readSources } from "../../rule/build/source/read-sources.ts";
import { testCorpus } from "../corpus/test-corpus.ts";
import { UsageError } from "../usage-error.ts";
import { formatJunit } from "./format-junit.ts";
import { formatReports, reportsToJson } from "./format-reports.ts";
import { chosenProfiles } from "./profiles.ts";
import { runRepositoryExamples } from "./repository-file.ts";
import { isFailed, type RuleReport, runProfiles, toReports } from "./rule-report.ts";
import { rulesDirectory } from "./rules-directory.ts";

const OPTIONS = {
  profile: { type: "string" },
  format: { type: "string", default: "table" },
  rule: { type: "string", default: "*" },
  rules: { type: "string" },
} as const;

const CORPUS_OPTION = /^--(?:role|from|by|where|show)(?==|$)/;

const FORMATS: Readonly<Record<string, (reports: readonly RuleReport[]) => string>> = {
  table: formatReports,
  junit: formatJunit,
  json: reportsToJson,
};

/**
 * `toolgate rules test [--profile P] [--format table|junit|json] [--rule GLOB] [DIR | FILE]`: runs every example of
 * every rule in every profile that it is part of. FILE is a repository's own `.claude/toolgate.yaml`, whose
 * company's rules are in `--rules DIR`. `--corpus FILE` judges labelled rows instead (`testCorpus`).
 *
 * @returns 0, or 1 when an example does not hold
 * @throws UsageError; RuleErrors when the rules do not compile
 */
export function testCommand(argv: readonly string[]): number {
  if (argv.some((word) => /^--corpus(=|$)/.test(word))) return testCorpus(argv);
  const stray = argv.find((word) => CORPUS_OPTION.test(word));
  if (stray !== undefined) throw new UsageError(`${stray} is taken only with --corpus FILE`);
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: OPTIONS,
  });
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined;
  if (format === undefined) {
    throw new UsageError(`--format must be one of ${Object.keys(FORMATS).join(", ")}`);
  }
  const reports = reportsOf(positionals, values).filter(({ rule }) => matchGlob(values.rule, rule));
  if (reports.length === 0) throw new Error(`no rule is called "${values.rule}"`);
  process.stdout.write(format(reports));
  return reports.some(({ examples }) => examples.some(isFailed)) ? 1 : 0;
}

interface TestValues {
  readonly profile?: string | undefined;
  readonly rules?: string | undefined;
}

function reportsOf(positionals: readonly string[], values: TestValues): RuleReport[] {
  const [file] = positionals;
  if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
    return runRepositoryExamples(file, values.rules ?? rulesDirectory(positionals.slice(1)));
  }
  const sources = readSources(rulesDirectory(positionals));
  return toReports(runProfiles(sources, chosenProfiles(values.profile)));
}
