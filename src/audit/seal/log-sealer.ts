import { createHash, type KeyObject } from "node:crypto";
import { readErrorCode } from "../../model/error-code.ts";
import { Aside } from "./aside.ts";
import { Chain } from "./chain.ts";
import { forgetLines } from "./log-file.ts";
import type { Counts, Position } from "./log-state.ts";
import { openLog, type OpenedLog } from "./open-log.ts";
import { createLineBuffer } from "./read-lines.ts";
import { finishOld, type Rotation, rotateSegments } from "./rotate.ts";
import { openSealKey, type SealKey } from "./seal-key.ts";
import { endRound, type Round, type RoundReport, startRound } from "./round.ts";
import type { Head, Sealer, SealerOptions } from "./sealer.ts";
import type { OpenSegment, SegmentSource } from "./segments.ts";
import { type Sealed, settleSegment } from "./settle.ts";
import { Spool, type SpoolFaults } from "./spool.ts";
import { toMacKey } from "./spool-line.ts";
import { takeSegment } from "./take-segment.ts";

/** So much of one segment is taken in a round: a user who writes much does not keep others waiting. */
const MAX_ROUND_BYTES = 4 * 1024 * 1024;

/** Records wait at most so long for a signature. */
const SIGN_AFTER_MS = 1000;

/** A segment that was not seen for so long is gone for good. */
const DAY_MS = 24 * 60 * 60 * 1000;

export class LogSealer implements Sealer {
  readonly #options: SealerOptions;
  readonly #release: () => void;
  readonly #aside: Aside;
  readonly #spool: Spool;
  readonly #chain: Chain;
  readonly #sealed: Sealed;
  readonly #keys: ReadonlyMap<SegmentSource, KeyObject>;
  readonly #buffer = createLineBuffer();
  /** Keys of positions whose segment is not there, and since when. */
  readonly #absent = new Map<string, number>();
  /** A round has failed, and what it left is still to be taken back. */
  #isBroken = false;
  readonly directory: string;

  constructor(options: SealerOptions, release: () => void) {
    this.#options = options;
    this.#release = release;
    this.#keys = new Map(options.sources.map((source) => [source, toMacKey(source.key)]));
    this.#aside = new Aside(options.audit);
    this.#spool = new Spool(options.sources);
    const key = openSealKey(options.audit);
    const log = openLog(options.audit, key, options.known ?? []);
    this.directory = log.directory;
    this.#sealed = { ids: new Set(log.ids), incidents: log.incidents };
    const { host, heartbeatSeconds, clock } = options;
    const { directory, state } = log;
    const torn = this.#keepTorn(log);
    const beforeSigning = (): void => this.#spool.sync();
    this.#chain = new Chain({
      directory,
      state,
      key,
      host,
      heartbeatSeconds,
      clock,
      beforeSigning,
    });
    this.#start(log, key, torn);
  }

  get head(): Head {
    const { log, seq, file, offset } = this.#chain.committed;
    return { log, seq, file, offset };
  }

  get counts(): Counts {
    return this.#chain.committed.counts;
  }

  round(): RoundReport {
    const round = startRound(this.counts);
    try {
      if (this.#isBroken) this.#goBack();
      this.#takeAll(round);
      finishOld(this.#rotation(), this.#aside);
      this.#sayUntrusted(round.faults);
      if (this.#isDue()) this.#chain.addSigned("checkpoint");
      this.#chain.commit();
      round.faults.texts.push(...rotateSegments(this.#rotation()));
      this.#dropAbsent();
    } catch (error) {
      this.#isBroken = true;
      round.faults.texts.push(describe(error));
      this.#tryGoBack();
    }
    return endRound(round, this.counts, this.#chain.reportTaken());
  }

  stop(): string | undefined {
    try {
      if (this.#isBroken) this.#goBack();
      this.#chain.addSigned("stop");
      this.#chain.commit();
      return undefined;
    } catch (error) {
      return describe(error);
    } finally {
      this.#chain.close();
      this.#release();
    }
  }

  forget(beforeSeq: number): void {
    forgetLines(this.directory, Math.min(beforeSeq, this.head.seq));
  }

  /** The end of a log that was cut short in mid-write is kept before it is cut off. */
  #keepTorn({ torn, state }: OpenedLog): object | undefined {
    if (torn.length === 0) return undefined;
    const name = `log-cut-${state.log}-${state.seq}`;
    const sha256 = createHash("sha256").update(torn).digest("hex");
    return {
      what: "log-cut",
      segment: state.file,
      offset: state.offset,
      bytes: torn.length,
      sha256,
      aside: this.#aside.keep(name, torn) ? name : undefined,
    };
  }

  #start(log: OpenedLog, key: SealKey, torn: object | undefined): void {
    this.#settle();
    const { id, publicPem } = key;
    this.#chain.addSigned("start", { key: id, public_key: publicPem, after: log.after });
    if (torn !== undefined) this.#chain.addIncident({ ...torn });
    this.#chain.commit();
  }

  /** Passes over what the last forwarder has sealed behind its last signed entry, before there is another. */
  #settle(): void {
    const sealed = this.#sealed;
    if (sealed.ids.size === 0 && sealed.incidents.size === 0) return;
    for (const { source, segment } of this.#spool.openChanged({ texts: [], untrusted: [] })) {
      if (segment.key === undefined) continue;
      const origin = { uid: segment.uid, key: this.#keyOf(source) };
      const position = this.#findPosition(segment, segment.key);
      const parts = { chain: this.#chain, origin, sealed, buffer: this.#buffer };
      settleSegment(segment, position, parts);
    }
  }

  #takeAll(round: Round): void {
    for (const { source, segment } of this.#spool.openChanged(round.faults)) {
      if (segment.key === undefined) continue;
      const position = this.#sayIfCut(segment, this.#findPosition(segment, segment.key));
      const { uid } = segment;
      const { quotaBytes, unsentOf } = this.#options;
      const room = quotaBytes - unsentOf(uid);
      const stopped = takeSegment(segment, position, {
        chain: this.#chain,
        aside: this.#aside,
        via: source.via,
        key: this.#keyOf(source),
        sealedIds: this.#sealed.ids,
        buffer: this.#buffer,
        maxBytes: MAX_ROUND_BYTES,
        isFull: () => this.#chain.takenOf(uid) >= room,
      });
      this.#spool.note(source, segment, stopped === undefined);
      if (stopped === "quota") round.full.add(uid);
      round.more ||= stopped === "budget";
    }
  }

  /** Where the segment was read up to. Another file with the same beginning is its copy, unless the first one is gone. */
  #findPosition({ name }: OpenSegment, key: string): Position {
    const known = this.#chain.positionOf(key);
    if (known !== undefined) return known;
    const start = key.slice(0, 33);
    const alive = new Set(this.#spool.seen.map((seen) => seen.key));
    for (const position of this.#chain.positions.values()) {
      if (!position.key.startsWith(start) || alive.has(position.key)) continue;
      this.#chain.drop(position.key);
      return { ...position, key };
    }
    return { segment: name, key, offset: 0 };
  }

  /** A segment that has less than was sealed of it was cut: it goes on from its end. */
  #sayIfCut({ name, bytes }: OpenSegment, position: Position): Position {
    if (bytes >= position.offset) return position;
    const { key, offset } = position;
    const lost = offset - bytes;
    this.#chain.addIncident({
      what: "segment-cut",
      segment: name,
      key,
      offset: bytes,
      bytes: lost,
    });
    return { ...position, offset: bytes };
  }

  #keyOf(source: SegmentSource): KeyObject {
    const key = this.#keys.get(source);
    if (key === undefined) throw new Error("a segment of no source");
    return key;
  }

  #sayUntrusted({ untrusted }: SpoolFaults): void {
    for (const { segment, fault } of untrusted) {
      const { name, uid } = segment;
      this.#chain.addIncident({ what: "untrusted", segment: name, uid, reason: fault });
    }
  }

  #isDue(): boolean {
    const { unsigned, signedAt } = this.#chain.state;
    const elapsed = this.#options.clock() - signedAt;
    if (elapsed < 0) return true; // the clock was set back: nobody knows how long it has been
    const longest = this.#options.heartbeatSeconds * 800; // a fifth before it is due
    return elapsed >= (unsigned > 0 ? Math.min(SIGN_AFTER_MS, longest) : longest);
  }

  #dropAbsent(): void {
    const now = this.#options.clock();
    const alive = new Set(this.#spool.seen.map(({ key }) => key));
    for (const { key } of this.#chain.positions.values()) {
      const since = alive.has(key) ? undefined : (this.#absent.get(key) ?? now);
      if (since === undefined) this.#absent.delete(key);
      else this.#absent.set(key, since);
      if (since === undefined || now - since < DAY_MS) continue;
      this.#chain.drop(key);
      this.#absent.delete(key);
    }
  }

  #rotation(): Rotation {
    const { quotaBytes, clock } = this.#options;
    return { spool: this.#spool, chain: this.#chain, quotaBytes, now: clock() };
  }

  #goBack(): void {
    this.#spool.forget();
    this.#chain.goBack();
    this.#isBroken = false;
  }

  #tryGoBack(): void {
    try {
      this.#goBack();
    } catch {
      // Tried again in the next round, before anything else.
    }
  }
}

function describe(error: unknown): string {
  const code = readErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return "the sealed log cannot be written: the disk is full";
  return `the sealed log cannot be written: ${error instanceof Error ? error.message : String(error)}`;
}
