import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../../src/audit/forward/clock.ts";
import { openCursor } from "../../../src/audit/forward/cursor.ts";
import { openLogReader } from "../../../src/audit/forward/file-log-reader.ts";
import { SinkQueue } from "../../../src/audit/forward/queue.ts";
import { beginHistory } from "../../../src/audit/forward/sink-history.ts";
import type { Sink } from "../../../src/audit/sink/sink.ts";
import { LogOnDisk } from "../forward/sample-log.ts";

/** A log on the disk, and queues that take it to a sink, each as a process of its own would. */
export class Shipment {
  readonly directory = mkdtempSync(path.join(tmpdir(), "toolgate-ship-"));
  readonly disk = new LogOnDisk(path.join(this.directory, "log"), 1300);
  readonly told: string[] = [];

  /** Until everything has arrived, or so many attempts in a row have failed. */
  async ship(sink: Sink, failures = 12): Promise<SinkQueue> {
    const queue = new SinkQueue({
      sink,
      log: openLogReader(this.directory, () => this.disk.head),
      cursor: openCursor(path.join(this.directory, "cursors", "test.json")),
      clock: systemClock,
      // Little time is waited, as most of it is spent in tests.
      random: () => 0.1,
      history: beginHistory(sink.name, (line) => this.told.push(line)),
    });
    await queue.open();
    const ended = queue.run();
    queue.finish({ failures });
    await ended;
    return queue;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
