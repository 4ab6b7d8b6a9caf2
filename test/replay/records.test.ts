import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bashOf, makeTrial, runHook, type Trial } from "../executable/trial.ts";
import { parseLines, replay } from "./toolgate.ts";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-records-"));
let trial: Trial;
beforeAll(() => {
  trial = makeTrial();
});
afterAll(() => {
  trial.remove();
  rmSync(place, { recursive: true, force: true });
});

interface Line {
  readonly record: Record<string, unknown> & { readonly unmapped: Record<string, unknown> };
}

const recordsOf = (file: string) =>
  parseLines<Line>(readFileSync(file, "utf8")).map(({ record }) => record);

const events = [bashOf("ls -la"), bashOf("rm -rf /"), "rubbish", bashOf(["rm"])];

test("the records are those that the guard writes, but for times and what the key makes", async () => {
  for (const event of events) await runHook(trial, event);
  const segment = path.join(trial.spool, `${process.getuid?.() ?? 0}.seg`);
  const file = path.join(place, "records.jsonl");
  replay(["--rules", path.join(trial.hooks, "rules"), "--records", file], events.join("\n"));
  const comparable = (record: Line["record"]) => {
    const { timing_us: timing, took_us: took, ...unmapped } = record.unmapped;
    expect([timing, took]).not.toContain(undefined);
    const text = JSON.stringify({ ...record, time: 0, unmapped });
    return JSON.parse(text.replaceAll(/"[0-9a-f]{64}"/g, '"hash"'));
  };
  expect(recordsOf(file)).toHaveLength(events.length);
  expect(recordsOf(file).map(comparable)).toEqual(recordsOf(segment).map(comparable));
});

test("records are appended, for the owner alone, and under another key each time", () => {
  const file = path.join(place, "appended.jsonl");
  for (let run = 0; run < 2; run++) replay(["--records", file], bashOf("ls"));
  const [first, second] = recordsOf(file).map(({ raw_data_hash: hash }) => hash);
  expect(first).not.toEqual(second);
  expect(recordsOf(file)).toHaveLength(2);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("a file that takes no records ends the run with a line that says so", () => {
  const { status, stderr } = replay(["--records", "/dev/full"], bashOf("ls"));
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^toolgate: the record could not be written.*ENOSPC\n$/),
  ]);
});
