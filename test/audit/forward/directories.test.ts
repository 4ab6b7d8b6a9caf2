import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCursor, readLastSent, toCursorPath } from "../../../src/audit/forward/cursor.ts";
import {
  countBytes,
  listLogDirectories,
} from "../../../src/audit/forward/metrics/directory-bytes.ts";

let audit: string;

beforeEach(() => {
  audit = mkdtempSync(path.join(tmpdir(), "toolgate-audit-"));
});
afterEach(() => rmSync(audit, { recursive: true }));

test("what every sink has got is known, whatever policy it was of, where there is any", async () => {
  expect(await readLastSent(audit)).toEqual([]);
  const at = { log: "a".repeat(32), file: "0000000000000000.log", offset: 70 };
  await openCursor(toCursorPath(audit, "lake")).write({ ...at, seq: 8 });
  await openCursor(toCursorPath(audit, "removed")).write({ ...at, seq: 20 });
  await openCursor(toCursorPath(audit, "new")).write({ ...at, seq: 0 });
  writeFileSync(path.join(audit, "cursors", "lake.json.new"), "{");
  const sent = await readLastSent(audit);
  expect(sent.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([7, 19]);
});

test("the bytes of the log are also those of the logs that were left", () => {
  for (const name of ["log", `log-${"a".repeat(32)}`, "log-backup"]) {
    mkdirSync(path.join(audit, name));
    writeFileSync(path.join(audit, name, "0000000000000000.log"), "12345");
  }
  expect(countBytes(listLogDirectories(audit))).toBe(10);
  expect(countBytes(listLogDirectories(path.join(audit, "nowhere")))).toBe(0);
});
