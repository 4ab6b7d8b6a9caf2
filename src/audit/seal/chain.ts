import { randomBytes } from "node:crypto";
import type { JsonObject } from "../../model/json.ts";
import { LARGE_LOG_FILE_BYTES, toLogFileName } from "./log-file.ts";
import type { Counts, LogState, Position } from "./log-state.ts";
import { LogWriter } from "./log-writer.ts";
import { type OwnEntryKind, toOwnEntry } from "./own-entry.ts";
import { seal, type Seal, toSealedEnd } from "./sealed-line.ts";
import type { SealKey } from "./seal-key.ts";
import { type PositionsPart, splitPositions } from "./split-positions.ts";
import type { LineFault, SpoolRecord } from "./spool-line.ts";

/** What a chain is made with. */
export interface ChainParts {
  /** Of the log's files. */
  readonly directory: string;
  readonly state: LogState;
  readonly key: SealKey;
  readonly host: string;
  readonly heartbeatSeconds: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Brings what the positions speak of to the disk, before they are signed. */
  readonly beforeSigning: () => void;
}

/** At most so many lines wait for a signature. */
const MAX_UNSIGNED = 1000;

const ACTIVITIES = { start: 3, stop: 4, file: 99, checkpoint: 99 } as const;

/** Lines of a segment that are no records. */
export interface BadLines {
  readonly kind: LineFault;
  readonly lines: number;
  readonly uid: number;
  /** Behind them. */
  readonly position: Position;
}

/**
 * The sealed log's end: gives each line its number and the hash of the one before it. Nothing counts before `commit`;
 * `goBack` is as if there had been nothing since the last one.
 */
export class Chain {
  readonly #parts: ChainParts;
  readonly #writer: LogWriter;
  #state: LogState;
  #committed: LogState;
  /** Those of the state; they change in place, for there are many records and few segments. */
  #positions: Map<string, Position>;
  /** Keys of those that are other than the last signed entry says. */
  #moved = new Set<string>();
  #movedCommitted = new Set<string>();
  /** Bytes of lines by user since they were last reported, committed or not. */
  #taken = new Map<number, number>();
  #takenCommitted = new Map<number, number>();

  constructor(parts: ChainParts) {
    this.#parts = parts;
    this.#state = this.#committed = parts.state;
    this.#positions = new Map(parts.state.positions);
    this.#writer = new LogWriter(parts.directory, parts.state);
  }

  get state(): LogState {
    return this.#state;
  }

  /** What is on the disk. */
  get committed(): LogState {
    return this.#committed;
  }

  /** Seals the record that ends at a position. */
  addRecord(record: SpoolRecord, via: "hook" | "service", position: Position): void {
    const { id, boot, mono, uid, mac, text } = record;
    const place = { ...this.#place(id), via, boot, mono, uid, mac };
    const bytes = this.#add(text.subarray(0, -2), toSealedEnd(place));
    this.#count("records", 1);
    this.#charge(uid, bytes);
    this.moveTo(position);
    this.#keepBounds();
  }

  /** Says that lines that end at a position are no records. */
  addBadLines(facts: JsonObject, { kind, lines, uid, position }: BadLines): void {
    this.#charge(uid, this.#addOwn("incident", facts));
    this.#count(kind, lines);
    this.moveTo(position);
    this.#keepBounds();
  }

  /** Says what is wrong otherwise. */
  addIncident(facts: JsonObject): void {
    this.#addOwn("incident", facts);
    this.#keepBounds();
  }

  /** Bytes of a user's lines since the last report. */
  takenOf(uid: number): number {
    return this.#taken.get(uid) ?? 0;
  }

  /** The same of all users, of what is on the disk; they count anew from then on. */
  reportTaken(): ReadonlyMap<number, number> {
    const taken = this.#takenCommitted;
    this.#takenCommitted = new Map();
    this.#taken = new Map();
    return taken;
  }

  /** A segment is sealed up to there. */
  moveTo(position: Position): void {
    const { key, segment, offset } = position;
    const before = this.#positions.get(key);
    if (before?.offset === offset && before.segment === segment) return;
    this.#positions.set(key, position);
    this.#moved.add(key);
  }

  /** A segment is gone. */
  drop(key: string): void {
    this.#positions.delete(key);
    this.#moved.delete(key);
  }

  positionOf(key: string): Position | undefined {
    return this.#positions.get(key);
  }

  get positions(): ReadonlyMap<string, Position> {
    return this.#positions;
  }

  /**
   * A checkpoint: an entry whose signature vouches for everything up to itself. Of positions the frequent kind says only
   * those that are others since the last one; the first line of every file says them all. Where they are many, checkpoints
   * behind it say the rest, or before it, since a log that was told to stop ends with `stop`.
   */
  addSigned(kind: Exclude<OwnEntryKind, "incident">, facts: JsonObject = {}): void {
    this.#parts.beforeSigning();
    const parts = splitPositions(this.#toPositions(kind === "checkpoint"));
    const named = kind === "stop" ? parts.length - 1 : 0;
    for (const [index, part] of parts.entries()) {
      if (index === named) this.#addPart(kind, facts, part);
      else this.#addPart("checkpoint", {}, part);
    }
    this.#moved.clear();
    this.#state = { ...this.#state, unsigned: 0, signedAt: this.#parts.clock() };
  }

  /** Everything up to here is on the disk. */
  commit(): void {
    if (this.#state.seq !== this.#committed.seq) this.#writer.sync();
    this.#state = { ...this.#state, offset: this.#writer.offset };
    this.#committed = { ...this.#state, positions: new Map(this.#positions) };
    this.#movedCommitted = new Set(this.#moved);
    this.#takenCommitted = new Map(this.#taken);
  }

  /** As if nothing had happened since the last `commit`. */
  goBack(): void {
    this.#state = this.#committed;
    this.#positions = new Map(this.#committed.positions);
    this.#moved = new Set(this.#movedCommitted);
    this.#taken = new Map(this.#takenCommitted);
    this.#writer.goBack(this.#committed);
  }

  close(): void {
    this.#writer.close();
  }

  #addPart(kind: OwnEntryKind, facts: JsonObject, { positions, inAll }: PositionsPart): void {
    this.#addOwn(kind, {
      ...facts,
      counts: { ...this.#state.counts },
      positions: positions.map(({ segment, key, offset }) => ({ segment, key, offset })),
      positions_in_all: inAll,
      heartbeat_seconds: this.#parts.heartbeatSeconds,
    });
  }

  #toPositions(onlyMoved: boolean): readonly Position[] {
    const all = [...this.#positions.values()];
    return onlyMoved ? all.filter(({ key }) => this.#moved.has(key)) : all;
  }

  #keepBounds(): void {
    if (this.#state.unsigned >= MAX_UNSIGNED) this.addSigned("checkpoint");
    if (this.#writer.offset >= LARGE_LOG_FILE_BYTES) this.#nextFile();
  }

  #nextFile(): void {
    this.commit();
    const file = toLogFileName(this.#state.seq);
    this.#writer.startFile(file);
    this.#state = { ...this.#state, file, offset: 0 };
    this.addSigned("file");
    this.commit();
  }

  #addOwn(kind: OwnEntryKind, facts: JsonObject): number {
    const { clock, host, key } = this.#parts;
    const activity = kind === "incident" ? 99 : ACTIVITIES[kind];
    const text = toOwnEntry({ kind, activity, time: clock(), host, facts });
    const line = seal(text, this.#place(randomBytes(16).toString("hex")));
    return this.#add(Buffer.from(kind === "incident" ? line : key.sign(line)), "");
  }

  #place(id: string): Omit<Seal, "v"> {
    const { log, seq, prev } = this.#state;
    return { log, seq, prev, at: this.#parts.clock(), id };
  }

  #add(start: Uint8Array, end: string): number {
    const prev = this.#writer.add(start, end);
    const { seq, unsigned } = this.#state;
    this.#state = { ...this.#state, seq: seq + 1, prev, unsigned: unsigned + 1 };
    return start.length + end.length + 1;
  }

  #charge(uid: number, bytes: number): void {
    this.#taken.set(uid, this.takenOf(uid) + bytes);
  }

  #count(what: keyof Counts, lines: number): void {
    const { counts } = this.#state;
    this.#state = { ...this.#state, counts: { ...counts, [what]: counts[what] + lines } };
  }
}
