import { linkSync, mkdirSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AbsentSegments } from "../../../src/audit/seal/absent-segments.ts";
import type { Sealer } from "../../../src/audit/seal/sealer.ts";
import { drain, Trial } from "./trial.ts";

const HOUR_MS = 60 * 60 * 1000;

let trial: Trial;
beforeEach(() => {
  trial = new Trial();
  trial.append({ n: 1 }, { n: 2 });
  trial.with(drain);
});
afterEach(() => trial.close());

const away = (): string => `${trial.root}/away`;

/** A forwarder that was just started goes on for a day and an hour. */
function passADay(): void {
  trial.with((sealer) => passHours(sealer, 25));
}

function passHours(sealer: Sealer, hours: number): void {
  for (let minute = 0; minute < hours * 60; minute += 1) {
    sealer.round();
    trial.now += 60_000;
  }
}

/** What a forwarder that is started then seals of a third record's segment; all of them must stand in the log once. */
function sealAnother(): { readonly records: number; readonly faults: readonly string[] } {
  trial.append({ n: 3 });
  const { records, faults } = trial.with((sealer) => sealer.round());
  trial.checkComplete();
  return { records, faults };
}

describe("is gone on with where it was, after a day and a restart:", () => {
  test("a spool that could not be listed", () => {
    renameSync(trial.spool, away());
    passADay();
    renameSync(away(), trial.spool);
    expect(sealAnother()).toEqual({ records: 1, faults: [] });
  });

  test("a spool of which the disk was missing, so that nothing was in its place", () => {
    renameSync(trial.spool, away());
    mkdirSync(trial.spool);
    passADay();
    rmdirSync(trial.spool);
    renameSync(away(), trial.spool);
    expect(sealAnother()).toEqual({ records: 1, faults: [] });
  });

  test("a segment that its user had given a second name, so that it was not read", () => {
    linkSync(trial.segment, away());
    passADay();
    unlinkSync(away());
    expect(sealAnother()).toEqual({ records: 1, faults: [] });
  });

  test("one of a source that was none for so long", () => {
    trial.with((sealer) => passHours(sealer, 25), { sources: [] });
    expect(sealAnother()).toEqual({ records: 1, faults: [] });
  });

  test("a segment that was moved for a moment, while the clock was set forward", () => {
    trial.with((sealer) => {
      renameSync(trial.segment, away());
      trial.append({ n: 4 });
      sealer.round();
      trial.now += 48 * HOUR_MS;
      sealer.round();
    });
    renameSync(away(), trial.segment);
    trial.with((sealer) => expect(sealer.round()).toMatchObject({ records: 0, faults: [] }));
    expect(trial.check().records).toHaveLength(3);
  });
});

describe("a segment that is absent", () => {
  const position = { segment: "1000.seg", key: "a-1", offset: 7 };
  const pass = (absent: AbsentSegments, hours: number, isHidden: boolean): readonly string[] => {
    let gone: readonly string[] = [];
    for (let minute = 0; minute <= hours * 60; minute += 1) {
      now += 60_000;
      gone = absent.age([position], { now, alive: new Set(), isHidden: () => isHidden });
    }
    return gone;
  };
  let now = 0;

  test("is gone for good when it would have been seen for a day", () => {
    const absent = new AbsentSegments();
    expect(pass(absent, 23, false)).toEqual([]);
    expect(pass(absent, 1, false)).toEqual(["a-1"]);
  });

  test("is not older for the time that nobody could have seen it", () => {
    const absent = new AbsentSegments();
    expect(pass(absent, 20, false)).toEqual([]);
    expect(pass(absent, 48, true)).toEqual([]);
    expect(pass(absent, 3, false)).toEqual([]);
    expect(pass(absent, 2, false)).toEqual(["a-1"]);
  });

  test("begins anew when it was there again", () => {
    const absent = new AbsentSegments();
    expect(pass(absent, 20, false)).toEqual([]);
    absent.age([position], { now, alive: new Set(["a-1"]), isHidden: () => false });
    expect(pass(absent, 20, false)).toEqual([]);
  });
});
