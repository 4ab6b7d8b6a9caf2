import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLogReader } from "../../../src/audit/forward/file-log-reader.ts";
import { listLogs } from "../../../src/audit/forward/list-logs.ts";
import { Trial } from "../seal/trial.ts";

const DAY_MS = 86_400_000;
const FIRST_FILE = "0000000000000000.log";

let trial: Trial;

beforeEach(() => {
  trial = new Trial();
});
afterEach(() => trial.close());

/** Seals a record. @returns the log's id */
function seal(): string {
  trial.append({ n: 1 });
  return trial.with((sealer) => {
    sealer.round();
    return sealer.head.log;
  });
}

/** Changes a byte of the last signature, so that the log is left. */
function spoilEnd(): void {
  const file = path.join(trial.audit, "log", FIRST_FILE);
  const text = readFileSync(file, "latin1");
  const at = text.lastIndexOf('"sig":"') + 10;
  const digit = text[at] === "a" ? "b" : "a";
  writeFileSync(file, text.slice(0, at) + digit + text.slice(at + 1), "latin1");
}

/** Three logs, the middle one written while the clock was three days behind. */
function leaveTwo(): readonly string[] {
  const first = seal();
  spoilEnd();
  trial.now -= 3 * DAY_MS;
  const second = seal();
  spoilEnd();
  trial.now += 3 * DAY_MS + 1000;
  return [first, second, seal()];
}

describe("logs that were left", () => {
  test("stand in the order in which they were written, whatever the clock said", () => {
    const ids = leaveTwo();
    expect(listLogs(trial.audit, ids[2] ?? "").map(({ id }) => id)).toEqual(ids);
  });

  test("are all read, from a cursor in the first of them on", async () => {
    const ids = leaveTwo();
    const offset = statSync(path.join(trial.audit, "log", FIRST_FILE)).size;
    const reader = openLogReader(trial.audit, () => ({
      log: ids[2] ?? "",
      file: FIRST_FILE,
      offset,
    }));
    const seen: string[] = [];
    let at = { log: ids[0] ?? "", seq: 0, file: FIRST_FILE, offset: 0 };
    for (;;) {
      const { lines, next } = await reader.read(at, { lines: 1, bytes: 1_000_000 });
      if (lines.length === 0) break;
      if (seen.at(-1) !== next.log) seen.push(next.log);
      at = next;
    }
    expect(seen).toEqual(ids);
  });

  test("stand by the clock where the first line of one cannot be read", () => {
    const ids = leaveTwo();
    for (const name of readdirSync(trial.audit).filter((each) => each.startsWith("log-"))) {
      const file = path.join(trial.audit, name, FIRST_FILE);
      writeFileSync(file, readFileSync(file, "latin1").replace("{", "["), "latin1");
    }
    const listed = listLogs(trial.audit, ids[2] ?? "").map(({ id }) => id);
    expect(listed.toSorted()).toEqual([...ids].toSorted());
    expect(listed.at(-1)).toBe(ids[2]);
  });
});
