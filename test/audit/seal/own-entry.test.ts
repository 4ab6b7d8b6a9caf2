import { describe, expect, test } from "vitest";
import { type OwnEntry, toOwnEntry } from "../../../src/audit/seal/own-entry.ts";
import { isSealable, NO_LINE, seal, unseal } from "../../../src/audit/seal/sealed-line.ts";
import { findOcsfFaults } from "../ocsf-schema.ts";

const at = { time: 1_795_000_000_000, host: "workstation" };
const counts = { records: 12, torn: 1, forged: 0 };
const positions = [{ segment: "1000.seg", key: "8:77", offset: 4096 }];
const signed = { counts, positions, heartbeat_seconds: 60 };
const aside = { segment: "1000.seg", offset: 4096, bytes: 17, sha256: "ab".repeat(32) };

const incident = (what: string): OwnEntry => ({
  kind: "incident",
  activity: 99,
  ...at,
  facts: { what, ...aside },
});

const entries: readonly (readonly [string, OwnEntry])[] = [
  [
    "start",
    {
      kind: "start",
      activity: 3,
      ...at,
      facts: { key: "cd".repeat(32), public_key: "", ...signed },
    },
  ],
  ["checkpoint", { kind: "checkpoint", activity: 99, ...at, facts: signed }],
  ["file", { kind: "file", activity: 99, ...at, facts: signed }],
  ["stop", { kind: "stop", activity: 4, ...at, facts: signed }],
  ["torn", incident("torn")],
  ["forged", incident("forged")],
  ["unsealable", incident("unsealable")],
  ["log-cut", incident("log-cut")],
];

describe.each(entries)("an entry of the forwarder's own: %s", (_, entry) => {
  const text = toOwnEntry(entry);

  test("is an OCSF Application Lifecycle that says what it was given", () => {
    const event = JSON.parse(text);
    expect(findOcsfFaults(event, "application_lifecycle")).toEqual([]);
    expect(event).toMatchObject({ class_uid: 6002, time: at.time, app: { name: "Toolgate" } });
    expect(event.device.hostname).toBe("workstation");
    expect(event.unmapped).toEqual({ kind: entry.kind, ...entry.facts });
  });

  test("takes a seal and gives it back", () => {
    expect(isSealable(text, JSON.parse(text))).toBe(true);
    const place = { log: "0".repeat(32), seq: 3, prev: NO_LINE, at: 1, id: "1".repeat(32) };
    const line = seal(text, place);
    expect(findOcsfFaults(JSON.parse(line), "application_lifecycle")).toEqual([]);
    expect(unseal(line)).toEqual({ text, seal: { v: 1, ...place } });
  });
});

test("an entry that says nothing beside its kind can be sealed too", () => {
  const text = toOwnEntry({ kind: "checkpoint", activity: 99, ...at, facts: {} });
  expect(isSealable(text, JSON.parse(text))).toBe(true);
});

test("a forged record is graver than what a crash leaves: a torn one, a log's end that was cut", () => {
  const severity = (what: string): number => JSON.parse(toOwnEntry(incident(what))).severity_id;
  expect(severity("forged")).toBeGreaterThan(severity("torn"));
  expect(severity("log-cut")).toBe(severity("torn"));
});
