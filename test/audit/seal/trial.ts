import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSealer, type Sealer, type SealerOptions } from "../../../src/audit/seal/sealer.ts";
import type { RoundReport } from "../../../src/audit/seal/round.ts";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import { openSegment } from "../../../src/platform/open-segment.ts";
import { type CheckedLog, checkLog } from "./check-log.ts";

export const KEY = Buffer.alloc(32, 9);
export const UID = process.getuid?.() ?? 0;
export const BOOT = "a0afc9d9-447d-4796-8641-8f815b732a03";

/** In memory where that is possible: a test syncs thousands of times. */
const FOLDER = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A spool and a place for its log, for one test. */
export class Trial {
  readonly root = mkdtempSync(path.join(FOLDER, "toolgate-seal-"));
  readonly spool = path.join(this.root, "spool");
  readonly audit = path.join(this.root, "audit");
  now = Date.now();

  constructor() {
    mkdirSync(this.spool);
  }

  get segment(): string {
    return path.join(this.spool, `${UID}.seg`);
  }

  options(more: Partial<SealerOptions> = {}): SealerOptions {
    return {
      audit: this.audit,
      sources: [{ directory: this.spool, suffix: ".seg", via: "hook", key: KEY, owner: "user" }],
      host: "host.example",
      quotaBytes: 256 * 1024 * 1024,
      heartbeatSeconds: 60,
      clock: () => this.now,
      unsentOf: () => 0,
      ...more,
    };
  }

  open(more: Partial<SealerOptions> = {}): Sealer {
    return openSealer(this.options(more));
  }

  /** Opens a sealer for as long as the work takes. */
  with<T>(work: (sealer: Sealer) => T, more: Partial<SealerOptions> = {}): T {
    const sealer = this.open(more);
    try {
      return work(sealer);
    } finally {
      sealer.stop();
    }
  }

  /** Appends as a hook does. */
  append(...records: readonly { readonly [name: string]: unknown }[]): void {
    const segment = openSegment(this.spool, { uid: UID, group: undefined });
    try {
      const readBootId = (): string => BOOT;
      const spool = createSpool({ segment, key: KEY, uid: UID, integrity: "none", readBootId });
      for (const record of records) spool.append(toRecord(record));
    } finally {
      closeSync(segment.descriptor);
    }
  }

  appendRaw(bytes: string | Uint8Array): void {
    appendFileSync(this.segment, bytes);
  }

  check(directory?: string): CheckedLog {
    return checkLog(this.audit, { hook: KEY, service: KEY }, directory);
  }

  /** @throws Error that says what does not hold */
  checkComplete(): CheckedLog {
    return completeLog(this.root);
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/**
 * Checks the log in a directory, and that every record of the spool beside it stands in it exactly once, in the order of its
 * segment.
 *
 * @throws Error that says what does not hold
 */
export function completeLog(root: string): CheckedLog {
  const log = checkLog(path.join(root, "audit"), { hook: KEY, service: KEY });
  const places = new Map(log.records.map(({ id, seq }) => [id, seq]));
  for (const ids of readSpooled(path.join(root, "spool"))) {
    const seqs = ids.map((id) => places.get(id) ?? -1);
    const missing = seqs.filter((seq) => seq === -1).length;
    if (missing > 0) throw new Error(`${missing} of ${ids.length} records are not in the log`);
    if (seqs.some((seq, index) => seq <= (seqs[index - 1] ?? -1)))
      throw new Error("records are not in the order of their segment");
  }
  return log;
}

/** Ids of all records that are in segments, by segment, in their order. */
function readSpooled(spool: string): readonly (readonly string[])[] {
  return readdirSync(spool)
    .filter((name) => name.includes(".seg"))
    .map((name) => readIds(readFileSync(path.join(spool, name))));
}

/** Whole lines in which a record and a MAC are. */
function readIds(segment: Buffer): readonly string[] {
  return segment
    .toString("latin1")
    .split("\n")
    .flatMap(
      (line) => /^\{"v":1,"id":"([0-9a-f]{32})".*"mac":"[0-9a-f]{64}"\}$/.exec(line)?.[1] ?? [],
    );
}

export function toRecord(facts: { readonly [name: string]: unknown }): {
  readonly unmapped: { readonly format: 1 };
} {
  return { ...facts, unmapped: { format: 1 } };
}

/** Rounds until nothing more is there. */
export function drain(sealer: Sealer): RoundReport[] {
  const reports = [sealer.round()];
  while (reports.at(-1)?.more === true) reports.push(sealer.round());
  return reports;
}
