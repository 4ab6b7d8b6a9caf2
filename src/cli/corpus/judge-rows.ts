import { Evaluation } from "../../evaluation.ts";
import type { Gate } from "../../gate.ts";
import { judge } from "../../judge.ts";
import type { Finding, Outcome } from "../../model/finding.ts";
import { type WeighedRow, weighRow } from "./curve/weigh-row.ts";
import type { CorpusRow } from "./read-corpus.ts";

/** A row with what the gate made of it. */
export interface JudgedRow extends CorpusRow {
  readonly outcome: Outcome;
  /** What the rules found, exceptions aside. */
  readonly findings: readonly Finding[];
  /** The gate could not judge it: `outcome` is what its failure means. */
  readonly failed: boolean;
  /** For what other thresholds would make of it. */
  readonly weighed: WeighedRow;
}

/** Judges a row by the whole gate, on a machine that has no files but the row's own. */
export function judgeRow(row: CorpusRow, gate: Gate): JudgedRow {
  const { body, home, files } = row.event;
  const machine = {
    ...gate.machine,
    home,
    realPath: (path: string) => path,
    readText: (path: string, maxBytes = Number.POSITIVE_INFINITY) => {
      const text = files.get(path);
      if (text === undefined) return undefined;
      return { text: text.slice(0, maxBytes), complete: text.length <= maxBytes };
    },
  };
  const evaluation = new Evaluation();
  const input = Buffer.from(JSON.stringify(body));
  const decision = judge(input, { ...gate, machine }, evaluation);
  const { check = [], verdict } = evaluation.results;
  return {
    ...row,
    outcome: verdict?.outcome ?? decision.outcome,
    findings: check.filter(({ exception }) => exception === undefined),
    failed: evaluation.failure !== undefined,
    weighed: weighRow(evaluation, gate.rules, machine),
  };
}
