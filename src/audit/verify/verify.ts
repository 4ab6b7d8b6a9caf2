import type { Anchor } from "./anchor.ts";
import { checkAnchors } from "./check/anchors.ts";
import { checkBeginning } from "./check/beginning.ts";
import { checkChain } from "./check/chain.ts";
import { checkSigner, checkSuccession } from "./check/identity.ts";
import { checkMacs } from "./check/macs.ts";
import { checkOrder } from "./check/order.ts";
import { checkAbsent, checkSilence } from "./check/silence.ts";
import { sortRows } from "./check/sort-rows.ts";
import { checkSources } from "./check/sources.ts";
import { checkTail } from "./check/tail.ts";
import type { CheckedLog } from "./checked-log.ts";
import { Collection } from "./collection.ts";
import { Faults } from "./finding.ts";
import { createMacCheck } from "./mac.ts";
import { report } from "./report.ts";
import { FLAG } from "./table/block.ts";
import { listSources, type Skipped } from "./source/list-sources.ts";
import { readSource } from "./source/read-source.ts";
import { type SpoolReport, verifySpool } from "./spool/verify-spool.ts";
import type { TrustedKey } from "./trust/key-ring.ts";
import type { Verification } from "./verification.ts";

/** What to verify, and what whoever verifies knows himself. Times are milliseconds since the epoch. */
export interface VerifyRequest {
  readonly paths: readonly string[];
  /** Without any, no signature is checked. */
  readonly keys: readonly TrustedKey[];
  /** For the records' MACs in logs. */
  readonly spoolKey: Uint8Array | undefined;
  /** For the MACs in a spool, asked only where there is one. */
  readonly segmentKey: () => Uint8Array | undefined;
  /** Silence is counted up to now. */
  readonly now: number;
  /** Logs are looked at up to their first signature from then on. */
  readonly until: number | undefined;
  readonly anchors: readonly Anchor[];
  readonly fromMiddle: boolean;
  /** Names of machines that are meant to be stopped, for however long. */
  readonly stopped: readonly string[];
  /** Forwarders may be writing to their logs: a line without its end is waited for. */
  readonly isLive: boolean;
}

/**
 * Reads everything once, keeping numbers and hashes, and then says what the lines prove (docs/AUDIT-VERIFY.md).
 *
 * @throws an error of the file system for a path that is not there
 */
export async function verify(request: VerifyRequest): Promise<Verification> {
  const { keys, spoolKey } = request;
  const faults = new Faults();
  const checkMac = spoolKey === undefined ? undefined : createMacCheck(spoolKey);
  const collection = new Collection(faults, { keys, checkMac, until: request.until });
  const skipped: Skipped[] = [];
  const spools: SpoolReport[] = [];
  for (const source of listSources(request.paths, (each) => skip(each, skipped, faults))) {
    if (source.kind !== "spool") await readSource(source, collection, request.isLive);
    else spools.push(await verifySpool(source, request.segmentKey(), faults));
  }
  const logs = check(collection, request);
  return report({ logs, spools, skipped, hasKeys: keys.length > 0 }, collection);
}

function skip(each: Skipped, skipped: Skipped[], faults: Faults): void {
  const at = { file: each.file, line: 1, offset: 0 };
  if (each.isUnreadable) faults.add({ kind: "unreadable", at, message: each.why });
  else skipped.push(each);
}

function check(collection: Collection, request: VerifyRequest): readonly CheckedLog[] {
  const { keys, anchors, fromMiddle, stopped } = request;
  const now = Math.min(request.now, request.until ?? Infinity);
  const logs = checkChains(collection, request.until);
  checkOrder(collection);
  checkMacs(logs, collection.faults);
  for (const log of logs) {
    checkBeginning(log, { anchors, logs, fromMiddle }, collection);
    checkTail(log, collection);
  }
  checkSuccession(logs, collection);
  checkSources(logs, now, collection);
  checkAnchors(anchors, logs, collection);
  checkSilence(logs, { now, stopped: new Set(stopped) }, collection);
  checkAbsent(keys, logs, collection.faults);
  return logs;
}

function checkChains(collection: Collection, until: number | undefined): readonly CheckedLog[] {
  collection.settleSignatures();
  const { table, units } = collection;
  return units.map((unit) => {
    const all = sortRows(table, unit.index);
    const isSigned = (row: number): boolean => table.is(row, FLAG.signed);
    const end = all.findIndex(
      (row) => table.is(row, FLAG.valid) && table.at(row) >= (until ?? Infinity),
    );
    const rows = end === -1 ? all : all.subarray(0, end + 1);
    checkSigner(unit, rows.find(isSigned), collection);
    return { unit, chain: checkChain(unit, rows, collection), notes: [], doubts: [] };
  });
}
