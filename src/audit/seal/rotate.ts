import { closeSync, existsSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";
import type { Aside } from "./aside.ts";
import type { Chain } from "./chain.ts";
import { OldBytes } from "./old-bytes.ts";
import { openSpoolSegment, type Segment } from "./segments.ts";
import type { SeenSegment, Spool } from "./spool.ts";
import { setTailAside } from "./take-segment.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longer than any hook runs before its host gives it up: sooner no segment is deleted, whatever it takes. */
const LONGEST_CALL_MS = 15 * 60 * 1000;

/** What segments are moved and deleted with. */
export interface Rotation {
  readonly spool: Spool;
  readonly chain: Chain;
  readonly quotaBytes: number;
  readonly largeBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Moves away segments that are large, or that nobody has appended to for a day, so that hooks begin new ones; and deletes those that nobody can have open any more. Only
 * what is sealed, and on the disk: call it after a `commit`.
 *
 * @returns what went wrong, in sentences
 */
export function rotateSegments(rotation: Rotation): readonly string[] {
  const { spool } = rotation;
  const old = new OldBytes(spool);
  return spool.seen.flatMap((seen) => {
    try {
      if (seen.segment.old) removeOld(seen, rotation, old);
      else moveAway(seen, rotation, old);
      return [];
    } catch (error) {
      const what = seen.segment.old ? "deleted" : "moved away";
      return [`${seen.segment.path} cannot be ${what}: ${readErrorCode(error)}`];
    }
  });
}

/** A hook opens its segment by name, and may append to this one for as long as it has it open: it is still read. */
function moveAway(
  seen: SeenSegment,
  { spool, quotaBytes, largeBytes, now }: Rotation,
  old: OldBytes,
): void {
  const { segment, bytes, whole, key, inode } = seen;
  const stats = lstatSync(segment.path, { throwIfNoEntry: false });
  if (!whole || stats?.ino !== inode) return;
  if (bytes <= largeBytes && now - stats.mtimeMs < DAY_MS) return;
  // What was moved away is the user's too: his segment grows instead, until his calls are denied.
  if (old.of(seen) + bytes > quotaBytes) return;
  const suffix = `.${key.slice(0, 32)}`;
  const moved: Segment = {
    ...segment,
    name: segment.name + suffix,
    path: segment.path + suffix,
    old: true,
  };
  if (existsSync(moved.path)) return;
  renameSync(segment.path, moved.path);
  spool.rename(seen, moved);
  old.add(seen);
}

function removeOld(seen: SeenSegment, rotation: Rotation, old: OldBytes): void {
  const { spool, chain } = rotation;
  if (!isOver(seen, rotation, old)) return;
  if (chain.committed.positions.get(seen.key)?.offset !== seen.bytes) return;
  unlinkSync(seen.segment.path);
  spool.drop(seen.segment);
  chain.drop(seen.key);
  old.remove(seen);
}

/** Nobody has appended to it for a day; or for as long as a call can take, when its user has much of it. */
function isOver(seen: SeenSegment, { quotaBytes, now }: Rotation, old: OldBytes): boolean {
  const { segment, whole, inode, bytes } = seen;
  const stats = lstatSync(segment.path, { throwIfNoEntry: false });
  if (!whole || stats?.ino !== inode || stats.size !== bytes) return false;
  const age = now - Math.max(stats.mtimeMs, stats.ctimeMs);
  return (
    age > (seen.source.lateMs ?? DAY_MS) || (age > LONGEST_CALL_MS && old.of(seen) > quotaBytes / 2)
  );
}

/** What stands behind the last newline of a segment that is about to be deleted will not be finished: it is torn. */
export function finishOld(rotation: Rotation & { readonly aside: Aside }): void {
  const { spool, chain, aside } = rotation;
  const old = new OldBytes(spool);
  for (const seen of spool.seen) {
    if (!seen.segment.old || !isOver(seen, rotation, old)) continue;
    const position = chain.positionOf(seen.key);
    if (position === undefined || position.offset >= seen.bytes) continue;
    const opened = openSpoolSegment(seen.segment, seen.source.owner);
    if (typeof opened !== "object") continue;
    try {
      setTailAside(opened, position, { chain, aside });
    } finally {
      closeSync(opened.descriptor);
    }
  }
}
