import { createHash, type KeyObject } from "node:crypto";
import { readSync } from "node:fs";
import type { Aside } from "./aside.ts";
import type { Chain } from "./chain.ts";
import type { Position } from "./log-state.ts";
import { MAX_LINE_BYTES, type RawLine, readLines } from "./read-lines.ts";
import type { OpenSegment, SegmentSource } from "./segments.ts";
import { type LineFault, readSpoolLine } from "./spool-line.ts";

/** What lines of a segment are sealed with. */
export interface TakeParts {
  readonly chain: Chain;
  readonly aside: Aside;
  readonly via: SegmentSource["via"];
  readonly key: KeyObject;
  /** Ids of records that are sealed already. */
  readonly sealedIds: ReadonlySet<string>;
  /** For one segment at a time to be read into. */
  readonly buffer: Buffer;
  /** The most that is read. */
  readonly maxBytes: number;
  /** Whether its user has as much in the log as he may. */
  readonly isFull: () => boolean;
}

/** Why a segment was not read to its end. */
export type Stop = "quota" | "budget";

/**
 * Seals what a segment has from a position on: whole lines, in order. What is no record is set aside and said.
 *
 * @param segment One that has a key.
 */
export function takeSegment(
  segment: OpenSegment,
  position: Position,
  parts: TakeParts,
): Stop | undefined {
  const taker = new SegmentTaker(segment, position, parts);
  const { descriptor, bytes } = segment;
  const { offset } = position;
  const range = { descriptor, from: offset, to: bytes };
  let stopped: Stop | undefined;
  for (const line of readLines(range, parts.buffer)) {
    if (parts.isFull()) stopped = "quota";
    else if (line.offset - offset >= parts.maxBytes) stopped = "budget";
    if (stopped !== undefined) break;
    taker.take(line);
  }
  taker.finish();
  return stopped;
}

/** Lines that are no records, one after the other: said together, so that many small ones do not become many entries. */
interface BadRun {
  readonly kind: LineFault;
  readonly from: number;
  readonly to: number;
  readonly lines: number;
}

class SegmentTaker {
  readonly #segment: OpenSegment;
  readonly #parts: TakeParts;
  #position: Position;
  #bad: BadRun | undefined;

  constructor(segment: OpenSegment, position: Position, parts: TakeParts) {
    this.#segment = segment;
    this.#position = { ...position, segment: segment.name };
    this.#parts = parts;
    parts.chain.moveTo(this.#position);
  }

  take(line: RawLine): void {
    if (line.bytes.length === 0) return this.#takeEmpty(line);
    const { key, chain, via, sealedIds } = this.#parts;
    const record = readSpoolLine(line.bytes, { uid: this.#segment.uid, key });
    if (typeof record === "string") return this.#takeBad(record, line);
    this.finish();
    this.#position = { ...this.#position, offset: line.next };
    if (sealedIds.size > 0 && sealedIds.has(record.id)) chain.moveTo(this.#position);
    else chain.addRecord(record, via, this.#position);
  }

  /** Says what is wrong with the lines before this place, if anything is. */
  finish(): void {
    const bad = this.#bad;
    if (bad === undefined) return;
    this.#bad = undefined;
    this.#position = { ...this.#position, offset: bad.to };
    this.#say(bad);
  }

  /** Between records: no line. */
  #takeEmpty({ next }: RawLine): void {
    if (this.#bad !== undefined) return;
    this.#position = { ...this.#position, offset: next };
    this.#parts.chain.moveTo(this.#position);
  }

  #takeBad(kind: LineFault, { offset, next }: RawLine): void {
    const bad = this.#bad;
    const goesOn = bad?.kind === kind && next - bad.from <= MAX_LINE_BYTES;
    if (!goesOn) this.finish();
    const { from, lines } = goesOn ? bad : { from: offset, lines: 0 };
    this.#bad = { kind, from, to: next, lines: lines + 1 };
  }

  #say({ kind, from, to, lines }: BadRun): void {
    const stretch = { kind, from, to, lines };
    setAside(this.#segment, { ...stretch, position: this.#position }, this.#parts);
  }
}

interface Stretch extends BadRun {
  /** Behind it. */
  readonly position: Position;
}

function setAside(
  { descriptor, uid }: OpenSegment,
  { kind, from, to, lines, position }: Stretch,
  { chain, aside }: Pick<TakeParts, "chain" | "aside">,
): void {
  const bytes = Buffer.alloc(to - from);
  readSync(descriptor, bytes, 0, bytes.length, from);
  const { key, segment } = position;
  const name = `${kind}-${key}-${from}`;
  const facts = {
    what: kind,
    segment,
    key,
    uid,
    offset: from,
    bytes: bytes.length,
    lines,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    aside: aside.keep(name, bytes) ? name : undefined,
  };
  chain.addBadLines(facts, { kind, lines, uid, position });
}

/** Takes what stands behind a segment's last newline, less than a line may be long, for torn. */
export function setTailAside(
  segment: OpenSegment,
  position: Position,
  parts: Pick<TakeParts, "chain" | "aside">,
): void {
  const { bytes } = segment;
  const end = { kind: "torn", from: position.offset, to: bytes, lines: 1 } as const;
  setAside(segment, { ...end, position: { ...position, offset: bytes } }, parts);
}
