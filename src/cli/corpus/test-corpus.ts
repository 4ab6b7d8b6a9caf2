import { parseArgs } from "node:util";
import { assembleRules } from "../../rule/build/build-rules.ts";
import { readSources } from "../../rule/build/source/read-sources.ts";
import { toGate } from "../open-gate.ts";
import { toProfile } from "../rules/profiles.ts";
import { rulesDirectory } from "../rules/rules-directory.ts";
import { UsageError } from "../usage-error.ts";
import { describeDoubtfulRows } from "./doubtful-rows.ts";
import { formatCorpus } from "./format-corpus.ts";
import { judgeRow } from "./judge-rows.ts";
import { measureCorpus, OUTCOMES } from "./measure-corpus.ts";
import { type CorpusRow, readCorpus } from "./read-corpus.ts";
import { TEXT_ROLES } from "./row-event.ts";

/**
 * `toolgate rules test --corpus FILE [--profile P] [--role ROLE] [--from OUTCOME] [--by FIELD]…
 * [--where FIELD=VALUE]… [--show N] [--format table|json] [DIR]`: judges every row of a labelled JSONL file by the
 * whole gate with the rules of DIR, and prints how far the labels and the outcomes agree.
 *
 * @returns 0
 * @throws UsageError; CorpusError; RuleErrors when the rules do not compile
 */
export function testCorpus(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      corpus: { type: "string", default: "" },
      profile: { type: "string" },
      format: { type: "string", default: "table" },
      role: { type: "string", default: "output" },
      from: { type: "string", default: "warn" },
      by: { type: "string", multiple: true, default: ["kind", "family"] },
      where: { type: "string", multiple: true, default: [] },
      show: { type: "string", default: "10" },
    },
  });
  const { corpus: file, format, profile } = values;
  const role = oneOf("--role", values.role, TEXT_ROLES);
  const from = oneOf("--from", values.from, OUTCOMES);
  const show = toCount(values.show);
  oneOf("--format", format, ["table", "json"]);
  const rows = readCorpus(file, role).filter(chooser(values.where));
  if (rows.length === 0) throw new Error(`no row of ${file} is to be judged`);
  for (const line of describeDoubtfulRows(rows, file)) process.stderr.write(`${line}\n`);
  const sources = readSources(rulesDirectory(positionals));
  const chosen = profile === undefined ? {} : { profile: toProfile(profile) };
  const gate = toGate(assembleRules(sources, chosen));
  const report = measureCorpus(
    rows.map((row) => judgeRow(row, gate)),
    { from, by: values.by, injection: gate.rules.injection },
  );
  const { version, policy } = gate.rules;
  const about = { file, version, profile: policy.profile };
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ ...about, ...report }, undefined, 2)}\n`
      : formatCorpus(report, file, show),
  );
  return 0;
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} must be one of ${known.join(", ")}`);
}

function toCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError("--show must be a number of rows");
}

/** The rows that meet every `FIELD=VALUE`; `FIELD` alone asks for a field that is there and not false. */
function chooser(conditions: readonly string[]): (row: CorpusRow) => boolean {
  const wanted = conditions.map((condition) => condition.split(/=(.*)/s));
  return ({ fields }) =>
    wanted.every(([name = "", value]) => {
      const given = fields[name];
      return value === undefined
        ? given !== undefined && given !== null && given !== false
        : String(given) === value;
    });
}
