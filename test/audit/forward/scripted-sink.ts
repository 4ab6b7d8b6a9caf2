import type { Cursor } from "../../../src/audit/forward/cursor.ts";
import type { LogPosition } from "../../../src/audit/forward/log-position.ts";
import { failAll } from "../../../src/audit/sink/fail.ts";
import type { Delivery, SealedLine, Sink } from "../../../src/audit/sink/sink.ts";

export type Script = (lines: readonly SealedLine[]) => Delivery | Promise<Delivery>;

/** A sink that does what a test says, and keeps what has arrived. */
export class ScriptedSink implements Sink {
  readonly name: string;
  readonly limits: Sink["limits"];
  /** Sequence numbers that have arrived, in that order, also twice. */
  readonly arrived: number[] = [];
  /** Sequence numbers of each attempt. */
  readonly attempts: number[][] = [];
  isClosed = false;
  script: Script = () => ({ state: "delivered" });

  constructor({ name = "test", lines = 10, bytes = 1_000_000, inFlight = 1 } = {}) {
    this.name = name;
    this.limits = { lines, bytes, inFlight };
  }

  readonly deliver = async (lines: readonly SealedLine[]): Promise<Delivery> => {
    this.attempts.push(lines.map(({ seq }) => seq));
    const delivery = await this.script(lines);
    const failed = new Set(delivery.state === "failed" ? delivery.failed : []);
    this.arrived.push(...lines.flatMap(({ seq }, place) => (failed.has(place) ? [] : seq)));
    return delivery;
  };

  readonly close = async (): Promise<void> => {
    this.isClosed = true;
  };
}

export const down: Script = (lines) => failAll(lines, { reason: "it cannot be reached" });

interface KeptCursor {
  kept: LogPosition | undefined;
  read: Cursor["read"];
  write: Cursor["write"];
}

/** A cursor in memory. */
export function keepCursor(): KeptCursor {
  const cursor: KeptCursor = {
    kept: undefined,
    read: async () => cursor.kept,
    write: async (position) => {
      cursor.kept = position;
    },
  };
  return cursor;
}

export const upTo = (count: number): number[] => [...Array(count).keys()];
