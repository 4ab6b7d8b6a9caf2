import { createHash } from "node:crypto";
import type { JsonObject } from "../../model/json.ts";
import { readErrorCode } from "../../model/error-code.ts";
import { Aside } from "./aside.ts";
import { Chain } from "./chain.ts";
import { forgetLines } from "./log-file.ts";
import type { Counts } from "./log-state.ts";
import { openLog, type OpenedLog } from "./open-log.ts";
import { endRound, type RoundReport, startRound } from "./round.ts";
import { openSealKey } from "./seal-key.ts";
import type { Head, Sealer, SealerOptions } from "./sealer.ts";
import { Spool } from "./spool.ts";
import { SpoolTaker } from "./spool-taker.ts";

/** A segment that is larger is moved away, if a quarter of the quota is not less. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** Records wait at most so long for a signature. */
const SIGN_AFTER_MS = 1000;

export class LogSealer implements Sealer {
  readonly #options: SealerOptions;
  readonly #release: () => void;
  readonly #spool: Spool;
  readonly #chain: Chain;
  readonly #taker: SpoolTaker;
  /** What the log begins with, or goes on with: until it is written, nothing else is. */
  #opening: (() => void) | undefined;
  /** What failed is still to be taken back. */
  #isBroken = false;
  readonly directory: string;

  /** @throws Error that says why the log cannot be opened */
  constructor(options: SealerOptions, release: () => void) {
    const { audit, sources, known = [], host, heartbeatSeconds, clock } = options;
    this.#options = options;
    this.#release = release;
    const aside = new Aside(audit);
    const key = openSealKey(audit);
    const log = openLog(audit, key, known);
    const { directory, state } = log;
    const cut = keepTorn(log, aside);
    this.directory = directory;
    const spool = (this.#spool = new Spool(sources));
    const beforeSigning = (): void => spool.sync();
    this.#chain = new Chain({
      directory,
      state,
      key,
      host,
      heartbeatSeconds,
      clock,
      beforeSigning,
    });
    const largeBytes = options.largeSegmentBytes ?? Math.min(LARGE_BYTES, options.quotaBytes / 4);
    const parts = { ...options, largeBytes, spool, chain: this.#chain, aside, sealed: log };
    this.#taker = new SpoolTaker(parts);
    this.#opening = () => {
      this.#taker.settle();
      this.#chain.addSigned("start", { key: key.id, public_key: key.publicPem, after: log.after });
      if (cut !== undefined) this.#chain.addIncident(cut);
      this.#chain.commit();
    };
    this.#tryPrepare();
  }

  get head(): Head {
    const { log, seq, file, offset } = this.#chain.committed;
    return { log, seq, file, offset };
  }

  get counts(): Counts {
    return this.#chain.committed.counts;
  }

  round(): RoundReport {
    const round = startRound(this.counts, this.#options.clock());
    try {
      this.#prepare();
      this.#taker.take(round);
      if (this.#isDue(round.now)) this.#chain.addSigned("checkpoint");
      this.#chain.commit();
      this.#taker.tidy(round);
    } catch (error) {
      round.faults.texts.push(describe(error));
      round.more = false; // at once it would fail again
      this.#isBroken = true;
      this.#tryGoBack();
    }
    return endRound(round, this.counts, this.#chain.reportTaken());
  }

  stop(): string | undefined {
    try {
      this.#prepare();
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

  #prepare(): void {
    if (this.#isBroken) this.#goBack();
    this.#opening?.();
    this.#opening = undefined;
  }

  /** A disk that is full when it starts is no reason not to: what was sent can then be deleted. */
  #tryPrepare(): void {
    try {
      this.#prepare();
    } catch {
      this.#isBroken = true; // the next round says why
    }
  }

  #isDue(now: number): boolean {
    const { unsigned, signedAt } = this.#chain.state;
    const elapsed = now - signedAt;
    if (elapsed < 0) return true; // the clock was set back: nobody knows how long it has been
    const longest = this.#options.heartbeatSeconds * 800; // a fifth before it is due
    return elapsed >= (unsigned > 0 ? Math.min(SIGN_AFTER_MS, longest) : longest);
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

/** The end of a log that was cut short in mid-write is kept before it is cut off; what it was the log says. */
function keepTorn({ torn, state }: OpenedLog, aside: Aside): JsonObject | undefined {
  if (torn.length === 0) return undefined;
  const name = `log-cut-${state.log}-${state.seq}`;
  return {
    what: "log-cut",
    segment: state.file,
    offset: state.offset,
    bytes: torn.length,
    sha256: createHash("sha256").update(torn).digest("hex"),
    aside: aside.tryKeep(name, torn) ? name : undefined,
  };
}

function describe(error: unknown): string {
  const code = readErrorCode(error);
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  const cause = error instanceof Error ? error.message : String(error);
  return `the sealed log cannot be written: ${isFull ? "the disk is full" : cause}`;
}
