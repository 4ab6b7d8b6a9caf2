import type { KnownLog } from "./list-logs.ts";

/**
 * Each log behind the one that its first line names: a clock may have been set back between them. Those that name none
 * stand where they are given.
 */
export function orderLogs(logs: readonly KnownLog[]): KnownLog[] {
  const ordered = new Set<KnownLog>();
  for (const log of logs) for (const each of listBefore(log, logs)) ordered.add(each);
  return [...ordered];
}

/** A log and all before it, the oldest first. */
function listBefore(log: KnownLog, logs: readonly KnownLog[]): KnownLog[] {
  const chain = new Set([log]);
  for (const { after } of chain) {
    if (after === undefined) continue;
    // Several of one id are copies, as whoever puts a backup back makes them.
    for (const each of logs.toReversed())
      if (!each.isCurrent && (each.id === after || each.sealedAs === after)) chain.add(each);
  }
  return [...chain].toReversed();
}
