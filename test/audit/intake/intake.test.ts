import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHandover } from "../../../src/audit/intake/hand-over.ts";
import { type Intake, openIntake } from "../../../src/audit/intake/open-intake.ts";
import {
  deriveServiceKey,
  toServiceSegmentName,
} from "../../../src/audit/intake/service-segment.ts";
import { readSegment } from "../../../src/audit/spool/read-segment.ts";
import { makeSetting, OWN_UID, recordOf, SPOOL_KEY } from "./setting.ts";

describe.skipIf(process.platform === "win32")("a record handed to the forwarder", () => {
  let made: ReturnType<typeof makeSetting>;
  let intake: Intake;
  beforeEach(async () => {
    made = makeSetting();
    intake = await openIntake(made.setting);
  });
  afterEach(async () => {
    await intake.close(0);
    made.remove();
  });

  const open = () => openHandover({ socket: made.setting.socket, withinMs: 3000 });
  const segment = () => path.join(made.setting.directory, toServiceSegmentName(OWN_UID));
  const entries = () => readSegment(segment(), deriveServiceKey(SPOOL_KEY, OWN_UID));
  const reopen = async (more: Partial<typeof made.setting>) => {
    await intake.close(0);
    intake = await openIntake({ ...made.setting, ...more });
  };

  test("is in its user's segment when the hook may answer, under the user's own key", async () => {
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await deliver(3000);
    expect(entries()).toMatchObject([{ state: "verified", envelope: { uid: OWN_UID } }]);
    expect(intake.counts.taken).toBe(1);
    expect(statSync(segment()).mode & 0o777).toBe(0o600);
  });

  test("tells the hook who it is, whatever it thinks", async () => {
    const { actor, spool } = await open();
    expect(actor).toEqual({ uid: OWN_UID, user: `user-${OWN_UID}`, host: "build-7" });
    expect(spool.integrity).toBe("service");
  });

  test("leaves no proof behind", async () => {
    await open();
    expect(readdirSync(path.join(made.place, "run", "proofs"))).toEqual([]);
  });

  test("is not in it before it is delivered", async () => {
    const { spool } = await open();
    spool.append(recordOf(OWN_UID));
    expect(existsSync(segment())).toBe(false);
  });

  test.for([
    ["another user's id", { actor: { user: { uid: String(OWN_UID + 1), name: "x" } } }, "uid"],
    ["another's name", { actor: { user: { uid: String(OWN_UID), name: "root" } } }, "name"],
    ["another machine", { src_endpoint: { hostname: "build-8" } }, "hostname"],
    ["a stronger level", { unmapped: { format: 1, integrity: "setgid" } }, "integrity"],
    ["no user", { actor: undefined }, "uid"],
  ] as const)("is refused when it claims %s", async ([, more, named]) => {
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID, more));
    await expect(deliver(3000)).rejects.toThrow(named);
    expect(existsSync(segment())).toBe(false);
    expect([...intake.counts.refused]).toEqual([["identity", 1]]);
  });

  const NAME = `user-${OWN_UID}`;

  test.for([
    ["as it is", NAME],
    ["with a secret of the call masked in it", "[secret: password]-".concat(String(OWN_UID))],
    ["that is a secret of the call as a whole", "[credential]"],
    ["that is a person's number", '"[pii: card-number]"'],
    ["of a call with too many secrets to look for", "[withheld]"],
  ] as const)("passes with the name %s", async ([, name]) => {
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID, { actor: { user: { uid: String(OWN_UID), name } } }));
    await deliver(3000);
    expect(entries()).toHaveLength(1);
  });

  test.for([
    ["another's and a space", "boss "],
    ["another's of several words", "the boss"],
    ["its own and a space", `${NAME} `],
    ["its own and a character that nobody sees", `${NAME}\u200b`],
    ["a mask and another's rest", "[secret: password]-boss"],
    ["another's beginning and a mask", "boss[secret: password]"],
    ["masks of less than a secret may be", "user[credential]-[credential]"],
    ["a mask that is none of ours", "[the boss]"],
    ["nothing", ""],
  ] as const)("is refused with a name that is %s", async ([, name]) => {
    for (const more of [
      { actor: { user: { uid: String(OWN_UID), name } } },
      { src_endpoint: { hostname: name } },
    ]) {
      const { spool, deliver } = await open();
      spool.append(recordOf(OWN_UID, more));
      await expect(deliver(3000)).rejects.toThrow(/name is not what the forwarder knows/);
    }
    expect(existsSync(segment())).toBe(false);
  });

  test("is refused when its user has used up his quota", async () => {
    writeFileSync(segment(), Buffer.alloc(1024 * 1024, "x"));
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await expect(deliver(3000)).rejects.toThrow("the audit spool is full");
  });

  test("is held to what it was told last", async () => {
    writeFileSync(segment(), Buffer.alloc(1000, "x"));
    const [first, second] = [await open(), await open()];
    first.spool.append(recordOf(OWN_UID));
    second.spool.append(recordOf(OWN_UID));
    await first.deliver(3000);
    const { deadlineMs, bounds } = made.setting;
    intake.follow({ deadlineMs, bounds: { ...bounds, quotaBytes: 1000 } });
    await expect(second.deliver(3000)).rejects.toThrow("of 1000 bytes wait to be sent");
    intake.follow({ deadlineMs, bounds });
    const third = await open();
    third.spool.append(recordOf(OWN_UID));
    await third.deliver(3000);
  });

  test("is refused when all users together have used up theirs", async () => {
    await reopen({ bounds: { ...made.setting.bounds, totalBytes: 1000 } });
    writeFileSync(path.join(made.setting.directory, "77.service.seg"), Buffer.alloc(1000, "x"));
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await expect(deliver(3000)).rejects.toThrow("the audit spool is full");
  });

  const OTHER = 100_000;
  const users = { perPerson: 3, all: 5 };
  const machineOf = (answerableFor: (uid: number) => string) =>
    Object.assign({}, made.setting.machine, { answerableFor });
  const keep = (...names: readonly string[]) => {
    for (const name of names) writeFileSync(path.join(made.setting.directory, name), "");
  };

  test.for([
    ["one person's ids wait", () => "one"],
    ["users wait", String],
  ] as const)("is refused, and nothing said, when records of too many %s", async ([, answers]) => {
    keep(`${OTHER}.service.seg`, `${OTHER + 1}.service.seg.x`, `${OTHER + 2}-20000.taint`);
    keep(`${OTHER + 3}.service.seg`, `${OTHER + 4}-20000.taint`);
    await reopen({ users, machine: machineOf(answers) });
    await expect(open()).rejects.toThrow("records of too many users wait");
    expect([...intake.counts.refused]).toEqual([["full", 1]]);
    expect(existsSync(segment())).toBe(false);
  });

  test("is taken when its user is one that is kept already, or another's ids are many", async () => {
    keep(`${OTHER}.service.seg`, `${OTHER + 1}.service.seg`, `${OTHER + 2}.service.seg`);
    const machine = machineOf((uid) => (uid === OWN_UID ? "own" : "another"));
    await reopen({ users, machine });
    for (let call = 0; call < 7; call += 1) {
      const { spool, deliver } = await open();
      spool.append(recordOf(OWN_UID));
      await deliver(3000);
    }
    expect(entries()).toHaveLength(7);
    keep(`${OTHER + 3}.service.seg`, `${OTHER + 4}.service.seg`, `${OTHER + 5}.service.seg`);
    await reopen({ users, machine });
    expect((await open()).actor.uid).toBe(OWN_UID);
  });

  test("is on the disk where the policy wants it", async () => {
    await reopen({ bounds: { ...made.setting.bounds, sync: true } });
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await deliver(3000);
    expect(entries()).toHaveLength(1);
  });

  test("of up to a mebibyte is taken whole", async () => {
    const { spool, deliver } = await open();
    const text = "é".repeat(1000);
    const many = Object.fromEntries(Array.from({ length: 45 }, (_, n) => [`a${n}`, text]));
    spool.append(recordOf(OWN_UID, many));
    await deliver(3000);
    expect(JSON.stringify(entries())).toContain(text);
  });

  test("does not get lost among two hundred at once", async () => {
    const one = async () => {
      const { spool, deliver } = await open();
      spool.append(recordOf(OWN_UID));
      await deliver(10_000);
    };
    for (let round = 0; round < 2; round += 1) await Promise.all(Array.from({ length: 100 }, one));
    expect(entries()).toHaveLength(200);
    expect(new Set(entries().map(({ state }) => state))).toEqual(new Set(["verified"]));
  });

  test("goes on in a new file when the sealer has taken the segment away", async () => {
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await deliver(3000);
    renameSync(segment(), `${segment()}.taken`);
    const next = await open();
    next.spool.append(recordOf(OWN_UID));
    await next.deliver(3000);
    expect(entries()).toHaveLength(1);
  });

  test("is not taken by a forwarder that is gone", async () => {
    const { spool, deliver } = await open();
    await intake.close(0);
    spool.append(recordOf(OWN_UID));
    await expect(deliver(3000)).rejects.toThrow(/ended|EPIPE|ECONNRESET/);
  });

  test("is still taken by a forwarder that is told to stop", async () => {
    const { spool, deliver } = await open();
    const closing = intake.close(3000);
    spool.append(recordOf(OWN_UID));
    await deliver(3000);
    expect(entries()).toHaveLength(1);
    await closing;
    expect(existsSync(made.setting.socket)).toBe(false);
  });

  test("what was noted of a session is there for the next hook of its user", async () => {
    const first = await open();
    expect(first.taint.find("s", 0)).toBeUndefined();
    first.taint.note("s", { time: 1000, place: "Read notes.md" });
    first.spool.append(recordOf(OWN_UID));
    await first.deliver(3000);
    const { taint } = await open();
    expect(taint.find("s", 0)).toMatchObject({ time: 1000, place: "Read notes.md" });
    expect(taint.find("other", 0)).toBeUndefined();
    expect(entries()).toHaveLength(1);
  });

  test("so many notes that they do not go to every hook are a doubt", async () => {
    const file = `${OWN_UID}-${Math.floor(Date.now() / 86_400_000)}.taint`;
    writeFileSync(path.join(made.setting.directory, file), "x".repeat(128 * 1024));
    const { taint, deliver } = await open();
    expect(taint.find("s", 0)).toHaveProperty("doubt");
    taint.note("s", { time: 1, place: "x" });
    await deliver(3000);
    expect(readFileSync(path.join(made.setting.directory, file))).toHaveLength(128 * 1024);
  });

  test("waits for a forwarder that is just being started again", async () => {
    await intake.close(0);
    const opening = open();
    await sleep(200);
    intake = await openIntake(made.setting);
    expect((await opening).actor.uid).toBe(OWN_UID);
  });

  test("is handed over, whenever the forwarder is started again meanwhile", async () => {
    const over = new AbortController();
    let handed = 0;
    const hook = async () => {
      while (!over.signal.aborted) {
        const { spool, deliver } = await open();
        spool.append(recordOf(OWN_UID));
        await deliver(3000);
        handed += 1;
      }
    };
    const hooks = Promise.all(Array.from({ length: 8 }, hook));
    for (let restart = 0; restart < 12; restart += 1) {
      await sleep(30);
      await intake.close();
      intake = await openIntake(made.setting);
    }
    over.abort();
    await hooks;
    expect(entries()).toHaveLength(handed);
  });

  test("takes the place of a socket that a killed forwarder has left", async () => {
    await intake.close(0);
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(made.setting.socket, () => resolve()));
    intake = await openIntake(made.setting);
    expect((await open()).actor.uid).toBe(OWN_UID);
    await new Promise((resolve) => dead.close(resolve));
  });
});

test("each user has a key of his own", () => {
  expect(deriveServiceKey(SPOOL_KEY, 1)).not.toEqual(deriveServiceKey(SPOOL_KEY, 2));
  expect(deriveServiceKey(SPOOL_KEY, 1)).toHaveLength(32);
});
