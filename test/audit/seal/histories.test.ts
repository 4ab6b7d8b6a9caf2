import { closeSync, readFileSync, truncateSync, writeSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Sealer } from "../../../src/audit/seal/sealer.ts";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import { openSegment } from "../../../src/platform/open-segment.ts";
import { BOOT, drain, KEY, toRecord, Trial, UID } from "./trial.ts";

/** What can happen between two moments of a forwarder's life. */
type Step =
  | { readonly do: "append"; readonly bytes: number }
  /** A hook opens the segment, and is held up. */
  | { readonly do: "open" }
  /** One that was held up appends, to whatever the segment is called now. */
  | { readonly do: "late"; readonly which: number }
  | { readonly do: "tear"; readonly bytes: number }
  | { readonly do: "round"; readonly later: number }
  /** The forwarder dies: the log may have lost its last bytes, as far as back to the last step. */
  | { readonly do: "crash"; readonly share: number };

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("append"), bytes: fc.nat(3000) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("open") }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("late"), which: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("tear"), bytes: fc.nat(300) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("round"), later: fc.nat(1500) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("crash"), share: fc.nat(100) }) },
  ),
  { minLength: 10, maxLength: 60 },
) as fc.Arbitrary<Step[]>;

/** Plays one history; every step is as a hook or a forwarder would take it. */
class History {
  readonly trial = new Trial();
  appended = 0;
  readonly faults: string[] = [];
  #sealer: Sealer = this.#open();
  /** Bytes of the log that were on the disk before the last step that wrote. */
  #safe = this.#sealer.head;
  readonly #held: { descriptor: number; bytes: number }[] = [];

  #open(): Sealer {
    return this.trial.open({ largeSegmentBytes: 2000 });
  }

  take(step: Step): void {
    if (step.do === "append") this.#append(this.#openSegment(), step.bytes);
    else if (step.do === "open") this.#held.push(this.#openSegment());
    else if (step.do === "late") this.#appendLate(step.which);
    else if (step.do === "tear") this.#tear(step.bytes);
    else if (step.do === "round") this.#round(step.later);
    else this.#crash(step.share);
  }

  end(): void {
    while (this.#held.length > 0) this.#appendLate(0);
    drain(this.#sealer);
    this.#sealer.stop();
  }

  #openSegment(): { descriptor: number; bytes: number } {
    return openSegment(this.trial.spool, { uid: UID, group: undefined });
  }

  #append(segment: { descriptor: number; bytes: number }, bytes: number): void {
    const readBootId = (): string => BOOT;
    const parts = { segment, key: KEY, uid: UID, integrity: "none", readBootId } as const;
    createSpool(parts).append(toRecord({ n: this.appended, filler: "x".repeat(bytes) }));
    this.appended += 1;
    closeSync(segment.descriptor);
  }

  #appendLate(which: number): void {
    const [segment] = this.#held.splice(which % Math.max(1, this.#held.length), 1);
    if (segment !== undefined) this.#append(segment, 50);
  }

  #tear(bytes: number): void {
    const { descriptor } = this.#openSegment();
    writeSync(descriptor, `\n{"v":1,"id":"${"0123456789abcdef".repeat(20)}`.slice(0, bytes + 2));
    closeSync(descriptor);
  }

  #round(later: number): void {
    this.#safe = this.#sealer.head;
    this.trial.now += later;
    this.faults.push(...this.#sealer.round().faults);
  }

  /** What the dying forwarder was about to sign is not there, and of its last write only a part. */
  #crash(share: number): void {
    const { file, offset } = this.#safe;
    this.#sealer.stop();
    const log = path.join(this.trial.audit, "log", file);
    const written = readFileSync(log).length - offset;
    truncateSync(log, offset + Math.floor((written * share) / 100));
    this.#sealer = this.#open();
    this.#safe = this.#sealer.head;
  }
}

test("in any history of hooks, late ones, torn writes and crashes every record is sealed once, in order", () => {
  fc.assert(
    fc.property(steps, (history) => {
      const played = new History();
      try {
        for (const step of history) played.take(step);
        played.end();
        expect(played.faults).toEqual([]);
        const { records } = played.trial.checkComplete();
        const numbers = records.map(({ record }) => Number(record["n"])).toSorted((a, b) => a - b);
        expect(numbers).toEqual(Array.from({ length: played.appended }, (_, n) => n));
      } finally {
        played.trial.close();
      }
    }),
    { numRuns: Number(process.env["TOOLGATE_HISTORIES"] ?? 60) },
  );
}, 120_000);
