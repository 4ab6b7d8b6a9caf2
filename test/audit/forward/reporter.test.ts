import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Reporter } from "../../../src/audit/forward/metrics/reporter.ts";

let audit: string;

beforeEach(() => {
  audit = mkdtempSync(path.join(tmpdir(), "toolgate-reporter-"));
});
afterEach(() => rmSync(audit, { recursive: true }));

describe("the file of metrics", () => {
  test("has in the end what was true then, also when it is just being written", async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const counts = { records: 10 ** 9, torn: 0, forged: 0, unsealable: 0 };
      const reporter = new Reporter({
        audit,
        spools: [],
        sealing: { counts },
        forwarder: { sinks: [], skippedBytes: 0 },
        started: 0,
        intake: () => undefined,
        resource: { host: "build-7", version: "1" },
        push: [],
        now: () => 0,
      });
      reporter.start();
      counts.records = turn;
      await reporter.stop(true);
      expect(readFileSync(path.join(audit, "metrics.prom"), "utf8")).toBe(reporter.text());
    }
  });
});
