import { formatTable } from "../../table.ts";
import type { CurvePoint, Curves } from "./measure-curves.ts";

/** The curves as a person reads them; nothing where no row could have been caught. */
export function formatCurves({ thresholds, areaUnderCurve, confidence }: Curves): string[] {
  const area =
    areaUnderCurve === undefined ? [] : [["area under the curve", areaUnderCurve.toFixed(3)]];
  return [
    ...section(
      "THRESHOLD",
      thresholds.map((point) => [String(point.threshold), point, point.rules.join(", ")]),
    ),
    ...formatTable(area),
    ...section(
      "CONFIDENCE",
      confidence.map((point) => [
        `${point.confidence}${point.confidence === "high" ? "" : " or more"}`,
        point,
        "",
      ]),
    ),
  ];
}

type Row = readonly [name: string, point: CurvePoint, remark: string];

function section(title: string, rows: readonly Row[]): string[] {
  if (rows.every(([, { attack, benign }]) => attack.rows + benign.rows === 0)) return [];
  return [
    "",
    ...formatTable([
      [title, "PRECISION", "RECALL", "FALSE POSITIVES", ""],
      ...rows.map(([name, point, remark]) => [
        name,
        percent(point.precision),
        percent(point.recall),
        percent(point.falsePositiveRate),
        remark,
      ]),
    ]),
  ];
}

function percent(share: number | undefined): string {
  return share === undefined ? "–" : `${(share * 100).toFixed(1)} %`;
}
