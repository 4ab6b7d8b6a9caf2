import type { CheckedLog } from "../checked-log.ts";
import type { Collection } from "../collection.ts";
import type { Faults } from "../finding.ts";
import { FLAG } from "../table/block.ts";
import { toTime } from "../time.ts";
import type { TrustedKey } from "../trust/key-ring.ts";

/** A heartbeat may come late twice before a machine counts as silent. */
export const MISSED_HEARTBEATS = 3;

/** Where a log does not say how often it comes. */
const DEFAULT_HEARTBEAT_SECONDS = 60;

/**
 * A service that is started again has a `stop` behind it each time, so one is in every log to cut it back to. A machine
 * that is off over night comes back within the day.
 */
const STOP_HOURS = 24;
export const STOP_MS = STOP_HOURS * 60 * 60 * 1000;

/** What whoever verifies knows of where logs end. */
export interface Ends {
  /** Silence is counted up to then, milliseconds since the epoch. */
  readonly now: number;
  /** Machines that are meant to be stopped. */
  readonly stopped: ReadonlySet<string>;
}

/** Whether each log goes on until now, whichever source has its latest line; or ends as it may. */
export function checkSilence(
  logs: readonly CheckedLog[],
  ends: Ends,
  collection: Collection,
): void {
  const followers = new Map(
    logs.flatMap(({ unit }) => (unit.after === undefined ? [] : [[unit.after.log, unit.log]])),
  );
  for (const log of latestOfEach(logs)) {
    const { unit, notes } = log;
    const { last } = unit;
    const follower = followers.get(unit.log);
    if (last === undefined) continue;
    if (follower !== undefined) notes.push(`was damaged, and goes on as ${follower}`);
    else if (isStopped(log, collection)) tellStop(log, last.at, ends);
    else tellSilence(log, { at: last.at, seq: last.seq, now: ends.now }, collection.faults);
  }
}

/** Of a log that is in several sources the one with its latest signed entry. */
function latestOfEach(logs: readonly CheckedLog[]): Iterable<CheckedLog> {
  const latest = new Map<string, CheckedLog>();
  for (const log of logs) {
    const known = latest.get(log.unit.log)?.unit.last?.seq ?? -1;
    if ((log.unit.last?.seq ?? -1) > known) latest.set(log.unit.log, log);
  }
  return latest.values();
}

/** Told to stop, and nothing came after. */
function isStopped({ chain }: CheckedLog, { table }: Collection): boolean {
  const end = chain.lines.at(-1);
  return end !== undefined && table.is(end, FLAG.stop);
}

function tellStop({ unit, notes, doubts }: CheckedLog, at: number, { now, stopped }: Ends): void {
  const isMeant = stopped.has(unit.machine ?? "");
  if (isMeant || now - at <= STOP_MS) {
    notes.push(`was told to stop at ${toTime(at)}, and did${isMeant ? ", as is meant" : ""}`);
    return;
  }
  doubts.push(
    `its end is not proven: it was told to stop at ${toTime(at)}, and nothing came for more than ${STOP_HOURS} hours; ` +
      "a log that was cut back to that line looks the same. Where the machine is meant to be stopped: --stopped MACHINE",
  );
}

function tellSilence(
  { unit, notes }: CheckedLog,
  last: { readonly at: number; readonly seq: number; readonly now: number },
  faults: Faults,
): void {
  const { at, seq, now } = last;
  const seconds = unit.last?.entry.heartbeatSeconds ?? DEFAULT_HEARTBEAT_SECONDS;
  const allowed = seconds * 1000 * MISSED_HEARTBEATS;
  if (at > now + allowed) notes.push(`its last signature is of ${toTime(at)}: clocks differ`);
  if (now - at <= allowed) return;
  const message =
    `nothing signed since ${toTime(at)} (line ${seq}), though something is due every ${seconds} s: ` +
    "the machine is off, the forwarder does not run, or the end was cut off";
  faults.add({ kind: "silent", log: unit.log, seqs: [seq, seq], message });
}

/** Machines whose key is trusted, by a directory of keys, and of which there is no line at all. */
export function checkAbsent(
  keys: readonly TrustedKey[],
  logs: readonly CheckedLog[],
  faults: Faults,
): void {
  const found = new Set(logs.map(({ unit }) => unit.finder.found?.fingerprint));
  for (const { host, fingerprint } of keys) {
    if (host === undefined || found.has(fingerprint)) continue;
    faults.add({
      kind: "silent",
      message: `there is no line of the machine ${host}, whose key is given`,
    });
  }
}
