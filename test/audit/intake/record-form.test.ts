import { describe, expect, test } from "vitest";
import { Cleaner } from "../../../src/audit/cleaner.ts";
import { findFormFault } from "../../../src/audit/intake/check-form.ts";
import { mayBeShownAs } from "../../../src/audit/intake/masked-name.ts";
import { parseSegment } from "../../../src/audit/spool/read-segment.ts";
import { toLine } from "../../../src/audit/spool/create-spool.ts";
import { createKeyedHash } from "../../../src/hash/keyed-hash.ts";
import type { Capture } from "../../../src/model/audit-policy.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { keyedHash, recordedEvents } from "../accounts.ts";
import { writeRecords } from "../judged-records.ts";

const KEY = Buffer.alloc(32, 9);
const ORIGIN = { id: "0".repeat(32), uid: 1000, boot: "boot" };

function faultOf(record: JsonObject): string | undefined {
  const line = toLine(record, ORIGIN, createKeyedHash(KEY)).subarray(1, -1);
  const [entry] = parseSegment(line, KEY);
  return entry?.state === "verified" ? findFormFault(line, entry.envelope) : "it is no record";
}

const ODD_CALL = JSON.stringify({
  session_id: "s",
  cwd: "/w",
  hook_event_name: "PreToolUse",
  tool_name: "mcp__Crm__Find",
  tool_input: { Path: "a", path: "b", "a.b": -0, 7: [1e21, "\ud800", "é\u2028"], __proto__: null },
});

describe("the form of a record", () => {
  test.for(["hash", "redacted", "full"] as const)(
    "passes of every record that a hook writes of the host's events, with capture %s",
    (capture: Capture) => {
      const events = recordedEvents().map(({ event }) => JSON.stringify(event.body));
      const { records } = writeRecords([...events, ODD_CALL, "no event"], { audit: { capture } });
      expect(records.length).toBeGreaterThan(20);
      expect(records.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
    },
  );

  test("passes of a record that was too long, and was cut", () => {
    const [record] = writeRecords([ODD_CALL]).records;
    const long = { ...record, api: "x".repeat(1_100_000), unmapped: { format: 1 } };
    expect(faultOf(long)).toBeUndefined();
  });
});

describe("the name of a user or machine", () => {
  const shown = (name: string, secret: string, scanned: boolean): string => {
    const secrets = [
      { value: secret, label: "[secret: password]" },
      { value: "7001", label: '"[pii: card-number]"' },
    ];
    const setting = { secrets, hash: keyedHash, capture: "redacted", scanned } as const;
    return new Cleaner(setting).line(name);
  };

  test.for([
    ["dev", "none"],
    ["alice", "alice"],
    ["alice", "alic"],
    ["alice.smith", "smith"],
    ["j.doe@corp.example.org", "unknown"],
    ["j.doe@corp.example.org", "corp"],
    ["svc-7001-web", "svc-"],
    ["svc-987654012", "none"],
    ["EXAMPLE\\build agent", "build"],
    ["host-AB12CD34EF56GH78IJ90", "none"],
    ["password=hunter22", "none"],
    ["漢字-build-7", "build"],
  ] as const)(
    "%s, where %s is a secret of the call, passes as a hook shows it",
    ([name, secret]) => {
      for (const scanned of [true, false])
        expect(mayBeShownAs(shown(name, secret, scanned), name)).toBe(true);
    },
  );

  test.for([
    ["alice", "[number?]"],
    ["alice", "[token?]"],
    ["alice", "[name]@example.org"],
    ["alice", "[secret: x]alice"],
    ["alice", "al[secret: x]ce"],
    ["alice", "[secret: root or boss]"],
    ["bob", "[credential]"],
    ["alice", "[credential][credential]"],
    ["alice", "[withheld] boss"],
    ["alice", "ALICE"],
    ["alice", `alice${" ".repeat(5000)}`],
  ] as const)("%s is not shown as %s", ([name, claimed]) => {
    expect(mayBeShownAs(claimed, name)).toBe(false);
  });
});
