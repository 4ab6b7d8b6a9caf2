import { clipLine, formatTable } from "../table.ts";
import { formatCurves } from "./curve/format-curves.ts";
import {
  type CorpusReport,
  OUTCOMES,
  type Share,
  type Split,
  type WrongRow,
} from "./measure-corpus.ts";

const WIDTH = 100;

/** What a corpus says of the rules, as a person reads it. @param show How many wrong rows of each kind. */
export function formatCorpus(report: CorpusReport, file: string, show: number): string {
  const lines = [
    ...formatMatrix(report),
    "",
    ...formatFigures(report),
    ...formatCurves(report.curves),
    ...Object.entries(report.groups).flatMap(([field, splits]) =>
      formatSplits(`BY ${field.toUpperCase()}`, splits),
    ),
    ...formatSplits("FOUND BY", report.rules, "rows"),
    ...formatWrong("MISSED", report.misses, { file, show }),
    ...formatWrong("FALSE ALARMS", report.falseAlarms, { file, show }),
  ];
  return `${lines.join("\n")}\n`;
}

function formatMatrix({ matrix }: CorpusReport): string[] {
  return formatTable([
    ["EXPECTED / GOT", ...OUTCOMES.map((outcome) => outcome.toUpperCase())],
    ...Object.entries(matrix).map(([label, counts]) =>
      [clipLine(label, 40)].concat(OUTCOMES.map((outcome) => String(counts[outcome]))),
    ),
  ]);
}

function formatFigures(report: CorpusReport): string[] {
  const { attack, benign, precision, recall, falsePositiveRate, asExpected, failed } = report;
  return formatTable([
    [
      "precision",
      percent(precision),
      `${attack.caught} of ${attack.caught + benign.caught} caught`,
    ],
    ["recall", percent(recall), `${attack.caught} of ${attack.rows} attacks`],
    ["false positives", percent(falsePositiveRate), `${benign.caught} of ${benign.rows} benign`],
    ...(asExpected.rows === 0 ? [] : [["as expected", ...formatShare(asExpected)]]),
    ...(failed === 0 ? [] : [["could not be judged", String(failed)]]),
  ]);
}

function formatSplits(title: string, splits: readonly Split[], count: keyof Share = "caught") {
  if (splits.length === 0) return [];
  const cell = (share: Share): string[] =>
    count === "rows" ? [String(share.rows)] : formatShare(share);
  const blank = count === "rows" ? [] : [""];
  return [
    "",
    ...formatTable([
      [title, "ATTACKS", ...blank, "BENIGN"],
      ...splits.map(({ name, attack, benign }) => [
        clipLine(name, 48),
        ...cell(attack),
        ...cell(benign),
      ]),
    ]),
  ];
}

function formatShare({ rows, caught }: Share): [string, string] {
  return rows === 0 ? ["–", ""] : [percent(caught / rows), `${caught} of ${rows}`];
}

function percent(share: number | undefined): string {
  return share === undefined ? "–" : `${(share * 100).toFixed(1)} %`;
}

function formatWrong(
  title: string,
  rows: readonly WrongRow[],
  { file, show }: { readonly file: string; readonly show: number },
): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, show).map(({ line, label, outcome, found }) => {
    const why = found.map(({ rule, evidence }) => ` ${rule} ${evidence}`).join(";");
    return clipLine(`${file}:${line}: ${label} came out as ${outcome}${why && `:${why}`}`, WIDTH);
  });
  const more = rows.length - shown.length;
  return ["", `${title}: ${rows.length}`, ...shown, ...(more > 0 ? [`… and ${more} more`] : [])];
}
