import type { Anchor } from "./anchor.ts";
import { describeUnsealed } from "./check/unsealed.ts";
import type { CheckedLog } from "./checked-log.ts";
import type { Collection } from "./collection.ts";
import type { Entry } from "./entry.ts";
import { FLAG } from "./table/block.ts";
import type { Skipped } from "./source/list-sources.ts";
import type { SpoolReport } from "./spool/verify-spool.ts";
import type { Unit } from "./unit.ts";
import type { LinePoint, LogReport, Verdict, Verification } from "./verification.ts";

interface Checked {
  readonly logs: readonly CheckedLog[];
  readonly spools: readonly SpoolReport[];
  readonly skipped: readonly Skipped[];
  readonly hasKeys: boolean;
}

/** Puts together what the checks have left. */
export function report(checked: Checked, collection: Collection): Verification {
  const { spools, skipped, hasKeys } = checked;
  const { faults, files, bytes } = collection;
  const logs = checked.logs.map((log) => reportLog(log, hasKeys, collection)).toSorted(byMachine);
  const verdicts = logs.map(({ verdict }) => verdict);
  const areSpoolsProven = spools.every(({ unchecked }) => unchecked === 0);
  const spooled = spools.reduce((sum, { records }) => sum + records, 0);
  const isNothing = logs.length + spooled === 0;
  const isUnproven = isNothing || !areSpoolsProven || verdicts.includes("not proven");
  const verdict = faults.total > 0 ? "faults" : isUnproven ? "not proven" : weakest(verdicts);
  const anchors = checked.logs.flatMap((log) => toAnchor(log, collection));
  const spoolFiles = spools.reduce((sum, spool) => sum + spool.files, 0);
  return { verdict, faults, logs, spools, skipped, files: files + spoolFiles, bytes, anchors };
}

function byMachine(a: LogReport, b: LogReport): number {
  const [one, two] = [a.machine ?? "", b.machine ?? ""];
  if (one === two) return 0;
  return one < two ? -1 : 1;
}

function weakest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes("chain only") ? "chain only" : "proven";
}

function reportLog(log: CheckedLog, hasKeys: boolean, collection: Collection): LogReport {
  const { unit, chain, notes, doubts } = log;
  const { lines, sealed } = chain;
  const point = (row: number | undefined): LinePoint | undefined =>
    row === undefined ? undefined : toPoint(row, collection);
  return {
    log: unit.log,
    source: unit.source.name,
    machine: unit.machine,
    key: unit.finder.found?.file,
    verdict: judge(log, hasKeys, collection),
    lines: lines.length,
    records: countFlag(lines, FLAG.record, collection),
    checkpoints: countFlag(lines, FLAG.valid, collection),
    first: point(lines[0]),
    last: point(lines.at(-1)),
    sealedTo: sealed === 0 ? undefined : point(lines[sealed - 1]),
    unsealed: describeUnsealed(lines.subarray(sealed), collection),
    again: unit.again,
    reordered: unit.reordered,
    notes: [...doubts, ...notes, ...describeIncidents(unit)],
  };
}

function countFlag(lines: Uint32Array, flag: number, { table }: Collection): number {
  let count = 0;
  for (const row of lines) if (table.is(row, flag)) count += 1;
  return count;
}

function toPoint(row: number, { table }: Collection): LinePoint {
  return { seq: table.seq(row), at: table.at(row) };
}

function judge(log: CheckedLog, hasKeys: boolean, { faults }: Collection): Verdict {
  const { unit, chain, doubts } = log;
  if (faults.has(unit.log)) return "faults";
  if (chain.sealed === 0 || doubts.length > 0) return "not proven";
  return hasKeys ? "proven" : "chain only";
}

/** What the forwarder has set aside is no fault of the log, and the first thing to look at. */
function describeIncidents({ incidents, unlistedIncidents }: Unit): readonly string[] {
  const told = [...incidents.values()].map(describeIncident);
  return unlistedIncidents > 0 ? [...told, `and ${unlistedIncidents} more such entries`] : told;
}

function describeIncident({ what = "something", segment, offset, bytes }: Entry): string {
  const where = segment === undefined ? "" : ` in ${segment}`;
  const place = offset === undefined ? "" : `, byte ${offset}`;
  const size = bytes === undefined ? "" : `, ${bytes} bytes`;
  return `the forwarder found: ${what}${where}${place}${size}`;
}

function toAnchor({ unit, chain }: CheckedLog, { table, faults }: Collection): readonly Anchor[] {
  const row = chain.sealed === 0 ? undefined : chain.lines[chain.sealed - 1];
  if (row === undefined || faults.has(unit.log)) return [];
  const time = new Date(table.at(row));
  if (Number.isNaN(time.getTime())) return [];
  const { log } = unit;
  const seq = table.seq(row);
  const hash = unit.hashOf(seq);
  return hash === undefined ? [] : [{ log, seq, hash, time: time.toISOString() }];
}
