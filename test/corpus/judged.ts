import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { judgeRow, type JudgedRow } from "../../src/cli/corpus/judge-rows.ts";
import { readCorpus } from "../../src/cli/corpus/read-corpus.ts";
import { toGate } from "../../src/cli/open-gate.ts";
import type { Profile } from "../../src/model/policy.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";

const DIRECTORY = import.meta.dirname;

/** The files of labelled rows, by their names without ending. */
export const CORPORA: readonly string[] = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith(".jsonl"))
  .map((file) => path.basename(file, ".jsonl"))
  .toSorted();

/** Rows whose outcome is known to be otherwise than their label says, by id, each with why. Only ever fewer. */
export const KNOWN: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(DIRECTORY, "known.json"), "utf8"),
);

/** A row with what the gate made of it, and its command, for the message of a test that fails. */
export interface Judged extends JudgedRow {
  readonly id: string;
}

/** Judges every row of a corpus by all checks under a profile's rules. */
export function judgeCorpus(name: string, profile: Profile): readonly Judged[] {
  const gate = toGate({ bundle: buildRules("rules", { profile }) });
  return readCorpus(path.join(DIRECTORY, `${name}.jsonl`), "output").map((row) =>
    Object.assign(judgeRow(row, gate), { id: String(row.fields["id"]) }),
  );
}

/** Whether the agent could simply go on. */
export function isLetPass({ outcome }: JudgedRow): boolean {
  return outcome === "allow" || outcome === "warn";
}

/** A row as a line of a test's message. */
export function describeRow({ id, outcome, fields, findings }: Judged): string {
  const what = JSON.stringify(fields["command"] ?? fields["event"]);
  const rules = [...new Set(findings.map(({ rule }) => rule))].join(", ");
  return `${id} came out as ${outcome} (${rules || "no rule"}): ${what}`;
}
