import { constants } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal, toRefusal } from "./refusal.ts";
import { toServiceSegmentName } from "./service-segment.ts";

export interface SegmentBounds {
  /** Bytes of one user that wait to be sealed. */
  readonly quotaBytes: number;
  /** Of all together: users can be had for nothing where there are subordinate ids. */
  readonly totalBytes: number;
  /** Whether a line counts as taken only when it is on the disk. */
  readonly sync: boolean;
}

interface Waiting {
  readonly line: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
const FLAGS = O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY;

/** For how long the sum of the sizes is believed, milliseconds. */
const SUM_MS = 1000;

const NEWLINE = Buffer.from("\n");

/**
 * The segments of records that came through the socket: one a user, in a directory of the forwarder's own. Lines that
 * arrive while others are being written go together, so that many of them wait for the disk once.
 */
export class ServiceSegments {
  readonly #directory: string;
  readonly #bounds: () => SegmentBounds;
  readonly #queues = new Map<number, Waiting[]>();
  #sum = { bytes: 0, at: -Infinity };

  /** @param bounds Those that hold at the moment. */
  constructor(directory: string, bounds: () => SegmentBounds) {
    this.#directory = directory;
    this.#bounds = bounds;
  }

  /**
   * Resolves when the line is in the user's segment.
   *
   * @throws Refusal when it is full, or cannot be written.
   */
  append(uid: number, line: Uint8Array): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const queue = this.#queues.get(uid);
    const waiting = { line, resolve, reject };
    if (queue !== undefined) queue.push(waiting);
    else {
      this.#queues.set(uid, [waiting]);
      void this.#drain(uid);
    }
    return promise;
  }

  async #drain(uid: number): Promise<void> {
    const takeAll = (): Waiting[] => this.#queues.get(uid)?.splice(0) ?? [];
    for (let batch = takeAll(); batch.length > 0; batch = takeAll()) {
      try {
        await this.#write(uid, batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const refusal = toRefusal(error);
        for (const { reject } of batch) reject(refusal);
      }
    }
    this.#queues.delete(uid);
  }

  /** By name each time: the sealer moves segments away. */
  async #write(uid: number, batch: readonly Waiting[]): Promise<void> {
    const { quotaBytes, totalBytes, sync } = this.#bounds();
    if ((await this.#sumUp()) >= totalBytes) throw new Refusal("full", "the audit spool is full");
    const file = await open(join(this.#directory, toServiceSegmentName(uid)), FLAGS, 0o600);
    try {
      const { size } = await file.stat();
      if (size >= quotaBytes) {
        const fault = `${size} of ${quotaBytes} bytes wait to be sent`;
        throw new Refusal("full", `the audit spool is full: ${fault}`);
      }
      // One write, as hooks do it: what is torn is told by the newline before the next.
      const bytes = Buffer.concat(batch.flatMap(({ line }) => [NEWLINE, line, NEWLINE]));
      const { bytesWritten } = await file.write(bytes);
      this.#sum.bytes += bytesWritten;
      if (bytesWritten !== bytes.length)
        throw new Refusal("disk", "the record is not wholly on the disk");
      if (sync) await file.datasync();
    } finally {
      await file.close();
    }
  }

  async #sumUp(): Promise<number> {
    const now = performance.now();
    if (now - this.#sum.at < SUM_MS) return this.#sum.bytes;
    this.#sum.at = now;
    const names = await readdir(this.#directory);
    const sizes = await Promise.all(names.map((name) => sizeOf(join(this.#directory, name))));
    this.#sum.bytes = sizes.reduce((sum, size) => sum + size, 0);
    return this.#sum.bytes;
  }
}

/** What the sealer has just taken away has none. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
