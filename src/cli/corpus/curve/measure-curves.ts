import type { Confidence, Outcome } from "../../../model/finding.ts";
import type { InjectionRule } from "../../../model/rule.ts";
import { stricter } from "../../../verdict/to-verdict.ts";
import type { ScoredRow, WeighedRow } from "./weigh-row.ts";

/** How many rows there are, and how many of them are caught. */
interface Share {
  readonly rows: number;
  readonly caught: number;
}

/** What would be caught at one place of a curve. Shares are from 0 to 1; `undefined` where there is nothing to share. */
export interface CurvePoint {
  readonly attack: Share;
  readonly benign: Share;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly falsePositiveRate: number | undefined;
}

export interface ThresholdPoint extends CurvePoint {
  readonly threshold: number;
  /** The rules that have this threshold now. */
  readonly rules: readonly string[];
}

export interface ConfidencePoint extends CurvePoint {
  /** Only findings of this confidence or a higher one count. */
  readonly confidence: Confidence;
}

/** What other thresholds would make of a corpus. */
export interface Curves {
  /** Of the classifier, with all other rules; empty where it has seen no labelled row. */
  readonly thresholds: readonly ThresholdPoint[];
  /** Of its scores alone: how often an attack scores higher than a benign row. */
  readonly areaUnderCurve: number | undefined;
  readonly confidence: readonly ConfidencePoint[];
}

/** A row with what it is and what it comes to. */
export interface LabelledRow {
  readonly kind: "attack" | "benign";
  readonly weighed: WeighedRow;
}

const THRESHOLDS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
const LEVELS: readonly Confidence[] = ["high", "medium", "low"];
const OUTCOMES: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/** @param from From which outcome on a row counts as caught. */
export function measureCurves(
  rows: readonly LabelledRow[],
  injection: readonly InjectionRule[],
  from: Outcome,
): Curves {
  const isCaught = (outcome: Outcome): boolean =>
    OUTCOMES.indexOf(outcome) >= OUTCOMES.indexOf(from);
  const scored = rows.flatMap(({ kind, weighed }) =>
    weighed.scored === undefined ? [] : [{ kind, ...weighed.scored }],
  );
  return {
    thresholds: scored.length === 0 ? [] : measureThresholds(scored, injection, isCaught),
    areaUnderCurve: measureArea(scored),
    confidence: LEVELS.map((confidence, at) => {
      const counted = LEVELS.slice(0, at + 1);
      const point = measurePoint(rows, ({ weighed: { byConfidence } }) =>
        counted.some((level) => isCaught(byConfidence[level])),
      );
      return Object.assign({ confidence }, point);
    }),
  };
}

type Scored = ScoredRow & Pick<LabelledRow, "kind">;

function measureThresholds(
  rows: readonly Scored[],
  injection: readonly InjectionRule[],
  isCaught: (outcome: Outcome) => boolean,
): readonly ThresholdPoint[] {
  const own = injection.filter(({ threshold }) => threshold !== undefined);
  const inForce = own.flatMap(({ threshold }) => threshold ?? []);
  const thresholds = [...new Set([...THRESHOLDS, ...inForce])].toSorted((a, b) => a - b);
  return thresholds.map((threshold) => {
    const rules = own.filter((rule) => rule.threshold === threshold).map(({ id }) => id);
    const point = measurePoint(rows, ({ score, outcome, others }) =>
      isCaught(score >= threshold ? stricter(others, outcome) : others),
    );
    return Object.assign({ threshold, rules }, point);
  });
}

function measurePoint<R extends Pick<LabelledRow, "kind">>(
  rows: readonly R[],
  isCaught: (row: R) => boolean,
): CurvePoint {
  const share = (kind: LabelledRow["kind"]): Share => {
    const some = rows.filter((row) => row.kind === kind);
    return { rows: some.length, caught: some.filter(isCaught).length };
  };
  const [attack, benign] = [share("attack"), share("benign")];
  return {
    attack,
    benign,
    precision: divide(attack.caught, attack.caught + benign.caught),
    recall: divide(attack.caught, attack.rows),
    falsePositiveRate: divide(benign.caught, benign.rows),
  };
}

/** The share of pairs of an attack and a benign row in which the attack scores higher; ties count half. */
function measureArea(rows: readonly Scored[]): number | undefined {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  const attacks = rows.filter(({ kind }) => kind === "attack").length;
  let won = 0;
  let below = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const score = sorted[start]?.score;
    while (end < sorted.length && sorted[end]?.score === score) end += 1;
    const tied = sorted.slice(start, end);
    const ownAttacks = tied.filter(({ kind }) => kind === "attack").length;
    const ownBenign = tied.length - ownAttacks;
    won += ownAttacks * (below + ownBenign / 2);
    below += ownBenign;
  }
  return divide(won, attacks * (rows.length - attacks));
}

function divide(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
