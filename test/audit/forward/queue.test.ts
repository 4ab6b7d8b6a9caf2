import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { SinkQueue } from "../../../src/audit/forward/queue.ts";
import { beginHistory } from "../../../src/audit/forward/sink-history.ts";
import { failAll } from "../../../src/audit/sink/fail.ts";
import { FakeClock, settle } from "./fake-clock.ts";
import { readMemory, SampleLog } from "./sample-log.ts";
import { down, keepCursor, ScriptedSink, upTo } from "./scripted-sink.ts";

const DAY_MS = 86_400_000;
const ascending = (a: number, b: number): number => a - b;

let clock: FakeClock;
let log: SampleLog;
let told: string[];

beforeEach(() => {
  clock = new FakeClock();
  log = new SampleLog();
  told = [];
});

async function start(sink: ScriptedSink, cursor = keepCursor(), using = readMemory(log)) {
  const history = beginHistory(sink.name, (line) => told.push(line));
  const queue = new SinkQueue({ sink, log: using, cursor, clock, random: () => 1, history });
  await queue.open();
  return { queue, cursor, ended: queue.run() };
}

describe("a queue", () => {
  test("sends everything in order, within the limits, and its cursor stands behind it", async () => {
    log.addMany(95);
    const sink = new ScriptedSink();
    const { queue, cursor, ended } = await start(sink);
    queue.finish({ failures: 1 });
    await ended;
    expect(sink.arrived).toEqual(upTo(95));
    expect(sink.attempts.every((attempt) => attempt.length <= 10)).toBe(true);
    expect(cursor.kept?.seq).toBe(95);
    expect(sink.isClosed).toBe(true);
  });

  test("sends what comes later when it is woken", async () => {
    const sink = new ScriptedSink();
    const { queue } = await start(sink);
    await settle();
    log.addMany(3);
    queue.wake();
    await settle();
    expect(sink.arrived).toEqual([0, 1, 2]);
    queue.abort();
  });

  test("sends again only what has failed", async () => {
    log.addMany(10);
    const sink = new ScriptedSink();
    sink.script = (lines) =>
      sink.attempts.length > 1
        ? { state: "delivered" }
        : { ...failAll(lines, { reason: "some" }), failed: [2, 7] };
    const { queue, ended } = await start(sink);
    queue.finish({ failures: 5 });
    await clock.advance(1000);
    await ended;
    expect(sink.attempts).toEqual([upTo(10), [2, 7]]);
    expect(queue.tally).toMatchObject({ delivered: 10, failed: 2, retried: 2 });
  });

  test("its cursor passes no line that has not arrived, whatever arrives behind it", async () => {
    log.addMany(40);
    const sink = new ScriptedSink({ inFlight: 4 });
    const first = Promise.withResolvers<void>();
    sink.script = async ([line]) => {
      if (line?.seq === 0) await first.promise;
      return { state: "delivered" };
    };
    const { queue, cursor } = await start(sink);
    await settle();
    expect(sink.arrived.toSorted(ascending)).toEqual(upTo(40).slice(10));
    expect(cursor.kept).toBeUndefined();
    first.resolve();
    await settle();
    expect(cursor.kept?.seq).toBe(40);
    queue.abort();
  });

  test("has no more under way than the sink allows, also while the first batch waits", async () => {
    log.addMany(200);
    const sink = new ScriptedSink({ inFlight: 3 });
    sink.script = ([line]) => (line?.seq === 0 ? new Promise(() => {}) : { state: "delivered" });
    const { queue } = await start(sink);
    await settle();
    expect(sink.attempts).toHaveLength(3);
    queue.abort();
  });

  test("asked to wait it waits so long", async () => {
    log.addMany(1);
    const sink = new ScriptedSink();
    sink.script = (lines) =>
      failAll(lines, { reason: "less", throttled: true, retryAfterMs: 90_000 });
    const { queue } = await start(sink);
    await clock.advance(89_000);
    expect(sink.attempts).toHaveLength(1);
    await clock.advance(2000);
    expect(sink.attempts).toHaveLength(2);
    queue.abort();
  });

  test("throttled it halves its pace, and finds back to it", async () => {
    log.addMany(5000);
    const sink = new ScriptedSink({ lines: 100, inFlight: 1 });
    sink.script = (lines) =>
      sink.attempts.length <= 2
        ? failAll(lines, { reason: "less", throttled: true })
        : { state: "delivered" };
    const { queue } = await start(sink);
    await clock.advance(5000);
    const sizes = sink.attempts.map(({ length }) => length);
    expect(sizes.slice(0, 4)).toEqual([100, 100, 100, 29]);
    expect(sizes).toContain(100);
    expect(queue.tally.throttled).toBe(2);
    queue.abort();
  });

  test("of a slow sink holds no other", async () => {
    log.addMany(100);
    const slow = new ScriptedSink({ name: "slow" });
    slow.script = () => new Promise(() => {});
    const fast = new ScriptedSink({ name: "fast" });
    const queues = [await start(slow), await start(fast)];
    await settle();
    expect(fast.arrived).toEqual(upTo(100));
    for (const { queue } of queues) queue.abort();
  });

  test("says what the receiver refuses for good, once a minute", async () => {
    log.addMany(40);
    const sink = new ScriptedSink();
    sink.script = () => ({ state: "delivered", refused: { lines: 2, reason: "partial success" } });
    const { queue, ended } = await start(sink);
    queue.finish({ failures: 1 });
    await ended;
    expect(told).toEqual(["sink test: 2 lines refused for good: partial success"]);
    expect(queue.tally).toMatchObject({ delivered: 32, refused: 8 });
  });

  test("begins where its damaged cursor has to go back to, and says so", async () => {
    log.addMany(30);
    const reader = readMemory(log);
    const first = reader.first();
    const cursor = keepCursor();
    cursor.kept = { log: log.id, seq: 20, file: "f", offset: 7 };
    const settle = async () => first ?? Promise.reject(new Error("there is no line"));
    const sink = new ScriptedSink();
    const { queue, ended } = await start(sink, cursor, { ...reader, settle });
    expect(queue.position).toEqual(first);
    queue.finish({ failures: 1 });
    await ended;
    expect(sink.arrived).toEqual(upTo(30));
    expect(told).toEqual([
      "sink test: its cursor stands at no line of the log: lines are sent again",
    ]);
  });

  test("goes on without a cursor that can be kept, and says so once", async () => {
    log.addMany(30);
    const cursor = keepCursor();
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    cursor.write = () => Promise.reject(full);
    const sink = new ScriptedSink();
    const { queue, ended } = await start(sink, cursor);
    queue.finish({ failures: 1 });
    await ended;
    expect(sink.arrived).toEqual(upTo(30));
    expect(told).toEqual([
      "sink test: its cursor cannot be kept (ENOSPC): after a crash lines are sent again",
    ]);
  });

  test("gives a sink up that fails on and on, when it is told to end", async () => {
    log.addMany(30);
    const sink = new ScriptedSink({ inFlight: 2 });
    sink.script = down;
    const { queue, ended } = await start(sink);
    queue.finish({ failures: 4 });
    await clock.advance(60_000);
    await ended;
    expect(queue.isDrained).toBe(false);
    expect(sink.attempts.length).toBeLessThan(8);
  });
});

describe("a sink that never answers", () => {
  test("is told of once, gets no second attempt, and holds the end up for a minute at most", async () => {
    log.addMany(30);
    const sink = new ScriptedSink();
    sink.script = () => new Promise(() => {});
    Object.assign(sink, { close: () => new Promise(() => {}) });
    const { queue, ended } = await start(sink);
    await clock.advance(600_000);
    expect(sink.attempts).toHaveLength(1);
    expect(queue.tally.up).toBe(false);
    expect(told).toEqual([
      "sink test: it has not answered for 60 s; lines are kept and sent when it is back",
    ]);
    queue.finish({ failures: 6 });
    await clock.advance(5000);
    await ended;
    expect(queue.isDrained).toBe(false);
  });

  test("is back when it answers after all", async () => {
    log.addMany(30);
    const sink = new ScriptedSink();
    const answer = Promise.withResolvers<void>();
    sink.script = async ([line]) => {
      if (line?.seq === 0) await answer.promise;
      return { state: "delivered" };
    };
    const { queue, ended } = await start(sink);
    await clock.advance(90_000);
    answer.resolve();
    await settle();
    expect(sink.arrived).toEqual(upTo(30));
    expect(told[1]).toBe("sink test: is back after 30 s");
    queue.finish({ failures: 1 });
    await ended;
    expect(queue.isDrained).toBe(true);
  });
});

describe("what answers when its queue is over", () => {
  test("moves no cursor, which may be another queue's, and is no news", async () => {
    log.addMany(10);
    const sink = new ScriptedSink();
    const answer = Promise.withResolvers<void>();
    sink.script = async () => {
      await answer.promise;
      return { state: "delivered" };
    };
    const { queue, cursor, ended } = await start(sink);
    await settle();
    queue.abort();
    await clock.advance(1000);
    await ended;
    answer.resolve();
    await settle();
    expect(cursor.kept).toBeUndefined();
    expect(queue.tally.delivered).toBe(0);
  });

  test("is not told of as silent: the next queue has the sink", async () => {
    log.addMany(10);
    const sink = new ScriptedSink();
    sink.script = () => new Promise(() => {});
    const { queue, ended } = await start(sink);
    await clock.advance(10_000);
    queue.abort();
    await settle();
    await ended;
    await clock.advance(90_000);
    expect(told).toEqual([]);
    expect(queue.tally.up).toBe(true);
  });
});

describe("a day without network", () => {
  test("costs few attempts and one message, and then everything arrives once and in order", async () => {
    log.addMany(500, { at: clock.now() });
    const sink = new ScriptedSink({ lines: 100, inFlight: 4 });
    sink.script = down;
    const { queue, cursor } = await start(sink);
    for (let hour = 0; hour < 24; hour += 1) {
      await clock.advance(DAY_MS / 24);
      log.addMany(200, { at: clock.now() });
      queue.wake();
    }
    expect(sink.attempts.length).toBeLessThan(1500);
    expect(queue.tally.oldest).toBe(clock.now() - DAY_MS);
    sink.script = () => ({ state: "delivered" });
    await clock.advance(120_000);
    expect(sink.arrived.toSorted(ascending)).toEqual(upTo(log.lines.length));
    expect(cursor.kept?.seq).toBe(log.lines.length);
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(
      "sink test: it cannot be reached; lines are kept and sent when it is back",
    );
    expect(told[1]).toMatch(/^sink test: is back after 864\d\d s$/);
    expect(queue.tally.oldest).toBeUndefined();
    queue.abort();
  });
});

describe("an outage in which the clock is set", () => {
  const HOUR_MS = 3_600_000;

  test.each([-HOUR_MS, -HOUR_MS / 6, HOUR_MS, -DAY_MS])(
    "by %d ms costs no more attempts, and the sink is found again as soon",
    async (change) => {
      log.addMany(5);
      const sink = new ScriptedSink();
      sink.script = down;
      const { queue } = await start(sink);
      await clock.advance(60_000);
      const before = sink.attempts.length;
      clock.set(change);
      await clock.advance(300_000);
      expect(sink.attempts.length - before).toBeGreaterThanOrEqual(4);
      expect(sink.attempts.length - before).toBeLessThanOrEqual(8);
      sink.script = () => ({ state: "delivered" });
      await clock.advance(61_000);
      expect(sink.arrived).toEqual(upTo(5));
      expect(told[1]).toMatch(/^sink test: is back after \d{3} s$/);
      queue.abort();
    },
  );

  test("is left when it is told to end, after as many attempts", async () => {
    log.addMany(5);
    const sink = new ScriptedSink();
    sink.script = down;
    const { queue, ended } = await start(sink);
    await settle();
    clock.set(-HOUR_MS);
    queue.finish({ failures: 6 });
    await clock.advance(60_000);
    await ended;
    expect(sink.attempts.length).toBeLessThan(8);
  });
});

describe("killed at any point", () => {
  test("nothing is lost, and no more is sent twice than was under way", async () => {
    const plan = fc.array(
      fc.record({
        steps: fc.integer({ min: 1, max: 30 }),
        failing: fc.double({ min: 0, max: 0.9, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(plan, fc.integer(), async (kills, seed) => {
        clock = new FakeClock();
        log = new SampleLog();
        log.addMany(300);
        const random = seeded(seed);
        const cursor = keepCursor();
        const arrived: number[] = [];
        for (const { steps, failing } of kills) {
          const sink = new ScriptedSink({ lines: 7, inFlight: 3 });
          let left = steps;
          sink.script = (lines) => {
            // The process is gone: what would have arrived now may have, and nobody learns of it.
            if ((left -= 1) < 0) {
              arrived.push(...lines.map(({ seq }) => seq));
              return new Promise(() => {});
            }
            const failed = [...lines.keys()].filter(() => random() < failing);
            return { ...failAll(lines, { reason: "some" }), failed };
          };
          const { queue } = await start(sink, cursor);
          await clock.advance(3_600_000);
          queue.abort();
          arrived.push(...sink.arrived);
        }
        const last = new ScriptedSink({ lines: 7, inFlight: 3 });
        const { queue, ended } = await start(last, cursor);
        queue.finish({ failures: 1 });
        await ended;
        arrived.push(...last.arrived);
        expect(new Set(arrived).size).toBe(300);
        expect(arrived.length - 300).toBeLessThanOrEqual(kills.length * 21);
      }),
      { numRuns: 60 },
    );
  });
});

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
