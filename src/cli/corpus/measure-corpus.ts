import type { Outcome } from "../../model/finding.ts";
import type { InjectionRule } from "../../model/rule.ts";
import { type Curves, type LabelledRow, measureCurves } from "./curve/measure-curves.ts";
import type { JudgedRow } from "./judge-rows.ts";

export const OUTCOMES: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/** How many rows there are, and how many of them the gate caught. */
export interface Share {
  readonly rows: number;
  readonly caught: number;
}

/** One value of a field, or one rule, by what the rows are. */
export interface Split {
  readonly name: string;
  readonly attack: Share;
  readonly benign: Share;
}

/** A row that came out otherwise than its label says. Its text is not here: it may be a secret. */
export interface WrongRow {
  readonly line: number;
  readonly label: string;
  readonly outcome: Outcome;
  /** Rules that found something in it, with masked evidence. */
  readonly found: readonly { readonly rule: string; readonly evidence: string }[];
}

/** What a corpus says of a rule set. Shares are from 0 to 1; `undefined` where there is nothing to share. */
export interface CorpusReport {
  readonly rows: number;
  /** Rows that the gate failed on. */
  readonly failed: number;
  /** Rows by label and outcome. */
  readonly matrix: Readonly<Record<string, Readonly<Record<Outcome, number>>>>;
  /** Of the rows that name an outcome: how many got it. */
  readonly asExpected: Share;
  readonly attack: Share;
  readonly benign: Share;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly falsePositiveRate: number | undefined;
  /** What it would be at other thresholds. */
  readonly curves: Curves;
  /** By field, such as `kind`: by value. */
  readonly groups: Readonly<Record<string, readonly Split[]>>;
  /** `rows` is how often the rule found something, `caught` how often in a row that was caught. */
  readonly rules: readonly Split[];
  readonly misses: readonly WrongRow[];
  readonly falseAlarms: readonly WrongRow[];
}

/** How a corpus is measured. */
export interface Measure {
  /** From which outcome on a row counts as caught. */
  readonly from: Outcome;
  /** Fields of the rows to split the figures by. */
  readonly by: readonly string[];
  /** Those in force, for their thresholds. */
  readonly injection: readonly InjectionRule[];
}

export function measureCorpus(rows: readonly JudgedRow[], measure: Measure): CorpusReport {
  const { from, by, injection } = measure;
  const isCaught = ({ outcome }: JudgedRow): boolean =>
    OUTCOMES.indexOf(outcome) >= OUTCOMES.indexOf(from);
  const share = (some: readonly JudgedRow[]): Share => ({
    rows: some.length,
    caught: some.filter(isCaught).length,
  });
  const split = (name: string, some: readonly JudgedRow[]): Split => ({
    name,
    attack: share(some.filter(isAttack)),
    benign: share(some.filter(isBenign)),
  });
  const attack = share(rows.filter(isAttack));
  const benign = share(rows.filter(isBenign));
  const named = rows.filter(({ truth }) => truth.outcomes !== undefined);
  const met = named.filter(({ truth, outcome }) => truth.outcomes?.includes(outcome) === true);
  return {
    rows: rows.length,
    failed: rows.filter(({ failed }) => failed).length,
    matrix: toMatrix(rows),
    asExpected: { rows: named.length, caught: met.length },
    attack,
    benign,
    precision: divide(attack.caught, attack.caught + benign.caught),
    recall: divide(attack.caught, attack.rows),
    falsePositiveRate: divide(benign.caught, benign.rows),
    curves: measureCurves(rows.flatMap(toLabelled), injection, from),
    groups: Object.fromEntries(
      by.flatMap((field) => {
        const values = splitBy(rows, (row) => fieldOf(row, field), split);
        return values.length === 0 ? [] : [[field, values]];
      }),
    ),
    rules: splitBy(rows, rulesOf, split),
    misses: rows.filter((row) => isAttack(row) && !isCaught(row)).map(toWrongRow),
    falseAlarms: rows.filter((row) => isBenign(row) && isCaught(row)).map(toWrongRow),
  };
}

function isAttack({ truth }: JudgedRow): boolean {
  return truth.kind === "attack";
}

function isBenign({ truth }: JudgedRow): boolean {
  return truth.kind === "benign";
}

function toLabelled({ truth: { kind }, weighed }: JudgedRow): LabelledRow[] {
  return kind === "unlabelled" ? [] : [{ kind, weighed }];
}

function toMatrix(rows: readonly JudgedRow[]): CorpusReport["matrix"] {
  const labels = Map.groupBy(rows, ({ truth }) => truth.label);
  return Object.fromEntries(
    [...labels].map(([label, own]) => {
      const count = (wanted: Outcome) => own.filter(({ outcome }) => outcome === wanted).length;
      const counts = { allow: count("allow"), warn: count("warn"), ask: count("ask") };
      return [label, { ...counts, deny: count("deny") }];
    }),
  );
}

/** The rows under every name that they have, the names with the most rows first. */
function splitBy(
  rows: readonly JudgedRow[],
  namesOf: (row: JudgedRow) => readonly string[],
  split: (name: string, rows: readonly JudgedRow[]) => Split,
): Split[] {
  const named = rows.flatMap((row) => namesOf(row).map((name) => ({ name, row })));
  const byName = Map.groupBy(named, ({ name }) => name);
  const size = ({ attack, benign }: Split): number => attack.rows + benign.rows;
  const splits = [...byName].map(([name, own]) =>
    split(
      name,
      own.map(({ row }) => row),
    ),
  );
  return splits.sort((a, b) => size(b) - size(a));
}

function rulesOf({ findings }: JudgedRow): string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

function fieldOf({ fields }: JudgedRow, field: string): string[] {
  const value = fields[field];
  return typeof value === "string" || typeof value === "boolean" ? [String(value)] : [];
}

function toWrongRow({ line, truth, outcome, findings }: JudgedRow): WrongRow {
  const found = findings.map(({ rule, evidence }) => ({ rule, evidence: evidence.masked }));
  return { line, label: truth.label, outcome, found };
}

function divide(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
