import { createHmac, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BOOT, drain, KEY, toRecord, Trial, UID } from "./trial.ts";

let trial: Trial;
beforeEach(() => (trial = new Trial()));
afterEach(() => trial.close());

const kinds = (directory?: string): unknown[] =>
  trial.check(directory).entries.map(({ kind, what }) => (kind === "incident" ? what : kind));

describe("sealing", () => {
  test("puts every record into the log once, byte for byte, in the order of its segment", () => {
    trial.with((sealer) => {
      trial.append({ n: 1, text: "ü\u2028\u0000" }, { n: 2 });
      expect(sealer.round()).toMatchObject({ records: 2, more: false, faults: [] });
      trial.append({ n: 3 });
      expect(sealer.round()).toMatchObject({ records: 1 });
      expect(sealer.round()).toMatchObject({ records: 0 });
      expect(sealer.counts).toEqual({ records: 3, torn: 0, forged: 0, unsealable: 0 });
    });
    const { records } = trial.checkComplete();
    expect(records.map(({ record }) => record["n"])).toEqual([1, 2, 3]);
    expect(kinds()).toEqual(["start", "stop"]);
  });

  test("goes on where it ended, also under another name of the segment", () => {
    trial.append({ n: 1 });
    trial.with(drain);
    renameSync(trial.segment, `${trial.segment}.${"0".repeat(32)}`);
    trial.append({ n: 2 });
    trial.with((sealer) => expect(sealer.round().records).toBe(1));
    expect(trial.checkComplete().records).toHaveLength(2);
  });

  test("goes on where it ended when the segment came back from a backup, as another file", () => {
    trial.append({ n: 1 });
    trial.with(drain);
    const bytes = readFileSync(trial.segment);
    renameSync(trial.segment, path.join(trial.root, "other"));
    writeFileSync(trial.segment, bytes);
    trial.append({ n: 2 });
    trial.with((sealer) => expect(sealer.round().records).toBe(1));
    expect(trial.checkComplete().records).toHaveLength(2);
  });

  test("goes on where it ended when the segment is replaced by a copy of it between two rounds", () => {
    trial.append({ n: 1 });
    trial.with((sealer) => {
      sealer.round();
      const copy = path.join(trial.root, "copy");
      writeFileSync(copy, readFileSync(trial.segment));
      renameSync(copy, trial.segment);
      trial.append({ n: 2 });
      expect(sealer.round().records).toBe(1);
    });
    expect(trial.checkComplete().records).toHaveLength(2);
  });

  test("waits for the rest of a line, and calls it torn only when a newline follows", () => {
    trial.append({ n: 1 });
    const whole = readFileSync(trial.segment);
    trial.with((sealer) => {
      sealer.round();
      trial.appendRaw(whole.subarray(0, 100));
      expect(sealer.round()).toMatchObject({ records: 0, torn: 0 });
      trial.append({ n: 2 });
      expect(sealer.round()).toMatchObject({ records: 1, torn: 1 });
    });
    expect(kinds()).toContain("torn");
    const [name = ""] = readdirSync(path.join(trial.audit, "aside"));
    expect(readFileSync(path.join(trial.audit, "aside", name))).toEqual(
      Buffer.concat([whole.subarray(1, 100), Buffer.from("\n")]),
    );
  });

  test("tells a record of another key or another user from a torn one, and says many in one entry", () => {
    trial.append({ n: 1 });
    const signed = `{"v":1,"id":"${"a".repeat(32)}","boot":"${BOOT}","mono":"1","uid":${UID + 1},"record":{"unmapped":{"a":1}}}`;
    const mac = createHmac("sha256", KEY).update(`toolgate/record/1\n${signed}`).digest("hex");
    trial.appendRaw(`\n${signed.slice(0, -1)},"mac":"${mac}"}\n`);
    trial.appendRaw('\n{"v":1}\n');
    trial.appendRaw("x\n".repeat(5000));
    trial.append({ n: 2 });
    trial.with((sealer) =>
      expect(sealer.round()).toMatchObject({ records: 2, forged: 2, torn: 5000 }),
    );
    const incidents = trial.check().entries.filter(({ kind }) => kind === "incident");
    expect(incidents).toMatchObject([
      { what: "forged", lines: 2, segment: `${UID}.seg` },
      { what: "torn", lines: 5000, bytes: 10_000 },
    ]);
  });

  test("sets aside what has a right MAC and cannot be sealed", () => {
    const signed = `{"v":1,"id":"${"a".repeat(32)}","boot":"${BOOT}","mono":"1","uid":${UID},"record":{"a":1}}`;
    const mac = createHmac("sha256", KEY).update(`toolgate/record/1\n${signed}`).digest("hex");
    trial.appendRaw(`\n${signed.slice(0, -1)},"mac":"${mac}"}\n`);
    trial.with((sealer) => expect(sealer.round()).toMatchObject({ records: 0, unsealable: 1 }));
    expect(kinds()).toContain("unsealable");
  });

  test("takes a record that was cut for its length", () => {
    trial.append({ large: "x".repeat(1_000_000) });
    trial.with((sealer) => expect(sealer.round()).toMatchObject({ records: 1, unsealable: 0 }));
    trial.checkComplete();
  });

  test("gets past a line without an end, in pieces", () => {
    trial.append({ n: 1 });
    trial.appendRaw(Buffer.alloc(5_000_000, "x"));
    trial.append({ n: 2 });
    trial.with((sealer) => {
      const reports = drain(sealer);
      expect(reports.reduce((sum, { records }) => sum + records, 0)).toBe(2);
    });
    trial.checkComplete();
  });

  test("keeps what it sets aside within bounds", () => {
    trial.append({ n: 1 });
    for (let i = 0; i < 20; i += 1) trial.appendRaw(`${"y".repeat(5_000_000)}\n`);
    trial.with((sealer) => drain(sealer));
    const aside = path.join(trial.audit, "aside");
    const sizes = readdirSync(aside).map((name) => statSync(path.join(aside, name)).size);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(64 * 1024 * 1024);
    trial.check();
  });

  test("takes one user's records only while he has less than his quota unsent, and others' meanwhile", () => {
    let unsent = 0;
    trial.append(...Array.from({ length: 100 }, (_, n) => ({ n })));
    const options = { quotaBytes: 10_000, unsentOf: () => unsent };
    trial.with((sealer) => {
      const first = sealer.round();
      unsent += first.taken.get(UID) ?? 0;
      expect(first.full).toEqual([UID]);
      expect(unsent).toBeGreaterThanOrEqual(10_000);
      expect(unsent).toBeLessThan(11_000);
      expect(sealer.round()).toMatchObject({ records: 0, full: [UID] });
      unsent = 0;
      expect(sealer.round().records).toBe(first.records);
    }, options);
  });

  test("moves the position of a segment that was cut to its end, and says so", () => {
    trial.append({ n: 1 }, { n: 2 });
    trial.with((sealer) => {
      sealer.round();
      writeFileSync(trial.segment, readFileSync(trial.segment).subarray(0, 200));
      expect(sealer.round()).toMatchObject({ records: 0, torn: 0 });
      trial.append({ n: 3 });
      expect(sealer.round()).toMatchObject({ records: 1, torn: 0 });
    });
    expect(kinds()).toEqual(["start", "segment-cut", "stop"]);
  });
});

describe("checkpoints", () => {
  test("come after a second, after a thousand records, and as a heartbeat", () => {
    trial.with((sealer) => {
      trial.append(...Array.from({ length: 2500 }, (_, n) => ({ n })));
      sealer.round();
      expect(kinds()).toEqual(["start", "checkpoint", "checkpoint"]);
      trial.now += 1000;
      sealer.round();
      expect(trial.check().unsigned).toBe(0);
      trial.now += 10_000;
      sealer.round();
      expect(kinds()).toHaveLength(4);
      trial.now += 50_000;
      sealer.round();
      expect(kinds()).toHaveLength(5);
    });
  });

  test("come at once when the clock was set back", () => {
    trial.with((sealer) => {
      trial.append({ n: 1 });
      sealer.round();
      trial.now -= 3_600_000;
      sealer.round();
      expect(trial.check().unsigned).toBe(0);
    });
  });

  test("are signed by a key that only its owner reads, whatever the umask", () => {
    const mask = process.umask(0o777);
    try {
      trial.append({ n: 1 });
      chmodSync(trial.segment, 0o640);
      trial.with((sealer) => expect(sealer.round().faults).toEqual([]));
    } finally {
      process.umask(mask);
    }
    const modeOf = (name: string): number => statSync(path.join(trial.audit, name)).mode & 0o777;
    expect(modeOf("seal.key")).toBe(0o600);
    expect(modeOf("seal.pub")).toBe(0o644);
    expect(modeOf("lock")).toBe(0o600);
    expect(modeOf("log")).toBe(0o700);
    expect(modeOf("log/0000000000000000.log")).toBe(0o600);
    trial.checkComplete();
  });

  test("are not signed with a key that others can read", () => {
    trial.with(drain);
    chmodSync(path.join(trial.audit, "seal.key"), 0o644);
    expect(() => trial.open()).toThrow(/can be read by others/);
    writeFileSync(path.join(trial.audit, "seal.key"), "nonsense");
    chmodSync(path.join(trial.audit, "seal.key"), 0o600);
    expect(() => trial.open()).toThrow(/no Ed25519 key/);
  });
});

describe("the log's files", () => {
  test("begin anew at 64 MiB, each with a signed entry, and go when they are told to", () => {
    const filler = "x".repeat(500_000);
    trial.with((sealer) => {
      for (let n = 0; n < 150; n += 10) {
        trial.append(...Array.from({ length: 10 }, (_, i) => ({ n: n + i, filler })));
      }
      drain(sealer);
      const { files, entries } = trial.checkComplete();
      expect(files).toHaveLength(2);
      expect(entries.filter(({ kind }) => kind === "file")).toHaveLength(1);
      sealer.forget(Number(files[1]?.slice(0, 16)) - 1);
      expect(readdirSync(sealer.directory)).toHaveLength(2);
      sealer.forget(Number(files[1]?.slice(0, 16)));
      expect(readdirSync(sealer.directory)).toEqual(files.slice(1));
      sealer.forget(1e9);
      expect(readdirSync(sealer.directory)).toEqual(files.slice(1));
    });
    trial.with((sealer) => expect(sealer.counts.records).toBe(150));
  }, 120_000);
});

describe("moving segments away", () => {
  const options = { quotaBytes: 40_000 };
  const large = (n: number): { n: number; filler: string } => ({ n, filler: "x".repeat(12_000) });

  test("happens when one is large and wholly sealed, and what is appended to it later is still sealed", () => {
    trial.with((sealer) => {
      trial.append(large(1));
      sealer.round();
      expect(existsSync(trial.segment)).toBe(false);
      const [old = ""] = readdirSync(trial.spool);
      expect(old).toMatch(new RegExp(`^${UID}\\.seg\\.[0-9a-f]{32}$`));
      const late = readFileSync(path.join(trial.spool, old));
      trial.append({ n: 2 });
      const fresh = readFileSync(trial.segment);
      writeFileSync(path.join(trial.spool, old), Buffer.concat([late, fresh]));
      writeFileSync(trial.segment, "");
      expect(sealer.round()).toMatchObject({ records: 1 });
    }, options);
    trial.checkComplete();
  });

  test("stops when what was moved away is as much as the user may have", () => {
    trial.with((sealer) => {
      for (let n = 0; n < 10; n += 1) {
        trial.append(large(n));
        sealer.round();
      }
      expect(readdirSync(trial.spool)).toHaveLength(4);
    }, options);
    trial.checkComplete();
  });

  test("ends a day after the last append: then it is deleted, and what was left unfinished is torn", () => {
    trial.with((sealer) => {
      trial.append(large(1));
      sealer.round();
      const [old = ""] = readdirSync(trial.spool);
      writeFileSync(path.join(trial.spool, old), "unfinished", { flag: "a" });
      trial.now += 86_000_000;
      sealer.round();
      expect(readdirSync(trial.spool)).toEqual([old]);
      trial.now += 1_000_000;
      expect(sealer.round()).toMatchObject({ torn: 1 });
      expect(readdirSync(trial.spool)).toEqual([]);
      sealer.round();
    }, options);
    expect(trial.check().entries.at(-1)).toMatchObject({ kind: "stop", positions: [] });
  });
});

describe("an idle segment", () => {
  test("is moved away after a day, so that a day later nothing of it is in the spool or in checkpoints", () => {
    trial.append({ n: 1 });
    trial.with((sealer) => {
      sealer.round();
      trial.now += 90_000_000;
      sealer.round();
      expect(existsSync(trial.segment)).toBe(false);
      trial.append({ n: 2 });
      expect(sealer.round().records).toBe(1);
      sealer.round();
      expect(readdirSync(trial.spool)).toEqual([]);
    });
    const { entries, records } = trial.check();
    expect(entries.at(-1)).toMatchObject({ kind: "stop", positions: [] });
    expect(records).toHaveLength(2);
  });
});

test("many users are served in turns, a bounded part of each in a round", () => {
  const owner = UID;
  const sources = [
    { directory: trial.spool, suffix: ".seg", via: "hook", key: KEY, owner } as const,
  ];
  const filler = "x".repeat(900_000);
  trial.append(...Array.from({ length: 12 }, (_, n) => ({ n, filler })));
  const bytes = readFileSync(trial.segment);
  rmSync(trial.segment);
  for (let uid = 1; uid <= 8; uid += 1) {
    const segment = path.join(trial.spool, `${uid}.seg`);
    // Somebody else's records are forged; and these are set aside in no time.
    writeFileSync(segment, Buffer.concat([Buffer.from(`\n${uid}\n`), bytes]));
  }
  trial.with(
    (sealer) => {
      const forged = [1, 2, 3, 4].map(() => sealer.round()).map((report) => report.forged);
      expect(Math.max(...forged)).toBeLessThanOrEqual(25);
      const { entries } = trial.check();
      const segments = new Set(entries.map(({ what, segment }) => what === "forged" && segment));
      segments.delete(false);
      expect(segments.size).toBe(8);
      drain(sealer);
      expect(sealer.counts.forged).toBe(8 * 13);
    },
    { sources },
  );
});

test("a checkpoint says the positions that have moved, and what others were is still known", () => {
  trial.append({ n: 1 });
  const other = path.join(trial.spool, `${UID}.seg.${"0".repeat(32)}`);
  renameSync(trial.segment, other);
  trial.append({ n: 2 });
  trial.with((sealer) => {
    sealer.round();
    trial.now += 2000;
    sealer.round();
    trial.append({ n: 3 });
    sealer.round();
    trial.now += 2000;
    sealer.round();
  });
  const counts = trial
    .check()
    .entries.map(({ kind, positions }) => [kind, Object(positions).length]);
  expect(counts).toEqual([
    ["start", 0],
    ["checkpoint", 2],
    ["checkpoint", 1],
    ["stop", 2],
  ]);
  // Without its last line, as after a crash.
  const log = path.join(trial.audit, "log/0000000000000000.log");
  const lines = readFileSync(log, "utf8").split("\n");
  writeFileSync(log, `${lines.slice(0, -2).join("\n")}\n`);
  trial.with((sealer) => expect(sealer.round().records).toBe(0));
  expect(trial.checkComplete().records).toHaveLength(3);
});

describe("a second source", () => {
  test("has its own key, owner and mark", () => {
    const key = randomBytes(32);
    const directory = path.join(trial.root, "service");
    mkdirSync(directory);
    const text = JSON.stringify(toRecord({ n: 1 }));
    const signed = `{"v":1,"id":"${"b".repeat(32)}","boot":"${BOOT}","mono":"1","uid":4711,"record":${text}}`;
    const mac = createHmac("sha256", key).update(`toolgate/record/1\n${signed}`).digest("hex");
    const line = `\n${signed.slice(0, -1)},"mac":"${mac}"}\n`;
    writeFileSync(path.join(directory, "4711.service.seg"), line);
    trial.append({ n: 2 });
    const { sources } = trial.options();
    const keyOf = (uid: number): Uint8Array => (uid === 4711 ? key : randomBytes(32));
    const service = {
      directory,
      suffix: ".service.seg",
      via: "service",
      key: keyOf,
      owner: UID,
    } as const;
    trial.with((sealer) => expect(sealer.round()).toMatchObject({ records: 2, faults: [] }), {
      sources: [...sources, service],
    });
    const records = readFileSync(path.join(trial.audit, "log/0000000000000000.log"), "utf8");
    expect(records).toMatch(/"via":"service","boot":"[^"]+","mono":"1","uid":4711,/);
  });
});
