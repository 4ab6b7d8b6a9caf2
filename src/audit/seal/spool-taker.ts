import type { KeyObject } from "node:crypto";
import { AbsentSegments } from "./absent-segments.ts";
import type { Aside } from "./aside.ts";
import type { Chain } from "./chain.ts";
import type { Position } from "./log-state.ts";
import { createLineBuffer } from "./read-lines.ts";
import { ReturnedSegments } from "./returned-segments.ts";
import { finishOld, rotateSegments } from "./rotate.ts";
import type { Round } from "./round.ts";
import type { OpenSegment, SegmentSource } from "./segments.ts";
import { type Sealed, settleSegment } from "./settle.ts";
import type { Spool } from "./spool.ts";
import { toMacKey } from "./spool-line.ts";
import { takeSegment } from "./take-segment.ts";

/** So much of one segment is taken in a round: a user who writes much does not keep others waiting. */
const MAX_SEGMENT_BYTES = 4 * 1024 * 1024;

/** And of all together: a forwarder does something else too. */
const MAX_ROUND_BYTES = 16 * 1024 * 1024;

/** And so many segments: each that was read is brought to the disk by itself. */
const MAX_ROUND_SEGMENTS = 500;

/** Between which it stands. */
export interface TakerParts {
  readonly spool: Spool;
  readonly chain: Chain;
  readonly aside: Aside;
  /** What is behind the last signed entry that the log was opened with. */
  readonly sealed: Sealed;
  readonly quotaBytes: number;
  /** A segment with more is moved away. */
  readonly largeBytes: number;
  readonly unsentOf: (uid: number) => number;
}

/** Of a source; under no uid where all have the same. */
type MacKeys = Map<number | undefined, KeyObject>;

/** Takes what is in the spool into the log, and remembers in the log how far. */
export class SpoolTaker {
  readonly #parts: TakerParts;
  readonly #keys = new Map<SegmentSource, MacKeys>();
  readonly #buffer = createLineBuffer();
  readonly #absent = new AbsentSegments();

  constructor(parts: TakerParts) {
    this.#parts = parts;
  }

  /** Passes over what the last forwarder has sealed behind its last signed entry: before there is another one. */
  settle(): void {
    const { sealed, spool, chain } = this.#parts;
    if (sealed.ids.size === 0 && sealed.incidents.size === 0) return;
    const returned = new ReturnedSegments(chain, spool);
    for (const { source, segment } of spool.openChanged({ texts: [], untrusted: [] })) {
      if (segment.key === undefined) continue;
      const origin = { uid: segment.uid, key: this.#keyOf(source, segment) };
      const position = this.#findPosition(segment, segment.key, returned);
      spool.begin(source, segment, segment.key);
      settleSegment(segment, position, { chain, origin, sealed, buffer: this.#buffer });
    }
  }

  /** Seals what is in the segments now. */
  take(round: Round): void {
    const { spool, chain } = this.#parts;
    const returned = new ReturnedSegments(chain, spool);
    let left = MAX_ROUND_BYTES;
    let segments = 0;
    for (const { source, segment } of spool.openChanged(round.faults)) {
      if (segment.key === undefined) continue;
      if (left <= 0 || segments === MAX_ROUND_SEGMENTS) {
        round.more = true;
        spool.resumeAt(segment);
        break;
      }
      segments += 1;
      const found = this.#findPosition(segment, segment.key, returned);
      const position = this.#sayIfCut(segment, found);
      spool.begin(source, segment, segment.key);
      const stopped = this.#takeSegment(segment, position, source);
      if (stopped === undefined) spool.end(segment);
      left -= (chain.positionOf(segment.key)?.offset ?? 0) - position.offset;
      if (stopped === "quota") round.full.add(segment.uid);
      round.more ||= stopped === "budget";
    }
    this.#sayUntrusted(round);
    finishOld({ ...this.#parts, now: round.now });
  }

  /** Moves and deletes segments of which everything is on the disk. */
  tidy(round: Round): void {
    this.#dropAbsent(round.now); // while their names are those that were listed
    round.faults.texts.push(...rotateSegments({ ...this.#parts, now: round.now }));
  }

  #takeSegment(
    segment: OpenSegment,
    position: Position,
    source: SegmentSource,
  ): "quota" | "budget" | undefined {
    const { chain, aside, sealed, quotaBytes, unsentOf } = this.#parts;
    const room = quotaBytes - unsentOf(segment.uid);
    return takeSegment(segment, position, {
      chain,
      aside,
      via: source.via,
      key: this.#keyOf(source, segment),
      sealedIds: sealed.ids,
      buffer: this.#buffer,
      maxBytes: MAX_SEGMENT_BYTES,
      isFull: () => chain.takenOf(segment.uid) >= room,
    });
  }

  /** Up to where it is sealed. A segment that came back as another file, from a backup, goes on where it was. */
  #findPosition(segment: OpenSegment, key: string, returned: ReturnedSegments): Position {
    const { chain } = this.#parts;
    const known = chain.positionOf(key);
    const before = known ?? returned.find(segment, key);
    returned.note(segment, key);
    if (before === undefined) return { segment: segment.name, key, offset: 0 };
    if (known === undefined) chain.drop(before.key);
    return { ...before, key };
  }

  /** A segment that has less than was sealed of it was cut: it goes on from its end. */
  #sayIfCut({ name, bytes, uid }: OpenSegment, position: Position): Position {
    if (bytes >= position.offset) return position;
    const { key, offset } = position;
    const place = { segment: name, key, uid, offset: bytes, bytes: offset - bytes };
    this.#parts.chain.addIncident({ what: "segment-cut", ...place });
    return { ...position, offset: bytes };
  }

  #sayUntrusted({ faults }: Round): void {
    for (const { segment, fault } of faults.untrusted) {
      const { name, uid } = segment;
      this.#parts.chain.addIncident({ what: "untrusted", segment: name, uid, reason: fault });
    }
  }

  #keyOf(source: SegmentSource, { uid }: OpenSegment): KeyObject {
    const keys = this.#keys.get(source) ?? new Map<number | undefined, KeyObject>();
    this.#keys.set(source, keys);
    const { key } = source;
    const of = typeof key === "function" ? uid : undefined;
    const known = keys.get(of) ?? toMacKey(typeof key === "function" ? key(uid) : key);
    keys.set(of, known);
    return known;
  }

  #dropAbsent(now: number): void {
    const { chain, spool } = this.#parts;
    const alive = new Set(spool.seen.map(({ key }) => key));
    const sight = { now, alive, isHidden: spool.findHidden() };
    for (const key of this.#absent.age(chain.positions.values(), sight)) chain.drop(key);
  }
}
