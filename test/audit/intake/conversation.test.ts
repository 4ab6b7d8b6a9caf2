import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createConnection, Server, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openHandover } from "../../../src/audit/intake/hand-over.ts";
import { type Intake, openIntake } from "../../../src/audit/intake/open-intake.ts";
import { readWelcome } from "../../../src/audit/intake/protocol.ts";
import { appendMac, toSignedText } from "../../../src/audit/spool/envelope.ts";
import { createKeyedHash } from "../../../src/hash/keyed-hash.ts";
import { makeSetting, OWN_UID, recordOf } from "./setting.ts";

/** A peer that says what it likes, and hears what comes. */
class Peer {
  readonly #socket: Socket;
  #text = "";
  #closed = false;

  constructor(socket: string) {
    this.#socket = createConnection(socket);
    this.#socket.on("data", (data) => (this.#text += data.toString()));
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => (this.#closed = true));
  }

  say(text: string | Uint8Array): void {
    this.#socket.write(text);
  }

  async hear(pattern: RegExp): Promise<string> {
    await waitUntil(() => pattern.test(this.#text));
    return this.#text;
  }

  async end(): Promise<void> {
    await waitUntil(() => this.#closed);
  }

  listenNoMore(): void {
    this.#socket.pause();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 5) {
    if (waited > 5000) throw new Error("it did not happen");
    await sleep(5);
  }
}

describe.skipIf(process.platform === "win32")("whoever speaks to the forwarder's socket", () => {
  let made: ReturnType<typeof makeSetting>;
  let intake: Intake;
  let peer: Peer;
  const bounds = {
    unproven: 4,
    proven: 6,
    perUser: 3,
    bytes: 3 * 1024 * 1024,
    bytesPerUser: 1.5 * 1024 * 1024,
  };
  beforeEach(async () => {
    made = makeSetting();
    intake = await openIntake({ ...made.setting, admission: bounds });
    peer = new Peer(made.setting.socket);
  });
  afterEach(async () => {
    peer.destroy();
    await intake.close(0);
    made.remove();
  });

  const open = () => openHandover({ socket: made.setting.socket, withinMs: 3000 });
  const proofs = () => path.join(made.place, "run", "proofs");
  const proveBy = async (who: Peer) => {
    const name = /"proof":"([0-9a-f]{32})"/.exec(await who.hear(/\n/))?.[1] ?? "";
    writeFileSync(path.join(proofs(), name), "", { mode: 0 });
  };
  const prove = async () => {
    await proveBy(peer);
    peer.say("proved\n");
    return peer.hear(/"key"/);
  };

  test("without a proof gets no key", async () => {
    await peer.hear(/\n/);
    peer.say("proved\n");
    expect(await peer.hear(/refused/)).not.toContain('"key"');
    await peer.end();
    expect([...intake.counts.refused]).toEqual([["proof", 1]]);
  });

  test("with the proof of another connection gets no key", async () => {
    await peer.hear(/\n/);
    writeFileSync(path.join(proofs(), "0".repeat(32)), "", { mode: 0 });
    peer.say("proved\n");
    expect(await peer.hear(/refused/)).not.toContain('"key"');
  });

  test.for([
    ["another word", "please\n"],
    ["a word without an end", "x".repeat(300)],
    ["a word and more", `proved\n${"x".repeat(300)}`],
  ] as const)("with %s is hung up on", async ([, said]) => {
    await peer.hear(/\n/);
    peer.say(said);
    await peer.end();
    expect((await open()).actor.uid).toBe(OWN_UID);
  });

  test.for([
    ["another word", "please\n"],
    ["a longer word", `${"x".repeat(20)}\n`],
    ["more than anybody says who is not known", "x".repeat(300)],
  ] as const)("with %s is told of the language, and counted so", async ([, said]) => {
    await peer.hear(/\n/);
    peer.say(said);
    expect(await peer.hear(/refused/)).toContain("it does not speak this language");
    expect([...intake.counts.refused]).toEqual([["language", 1]]);
  });

  test.for([
    ["no JSON", "nonsense\n"],
    ["an object", "{}\n"],
    ["a record under another key", `{"v":1,"id":"${"0".repeat(32)}","mac":"${"0".repeat(64)}"}\n`],
    ["a note under another key", `{"v":1,"session":"${"0".repeat(64)}","mac":"0"}\n`],
    ["nothing", "\n"],
    ["deep nesting", `${"[".repeat(400_000)}\n`],
  ] as const)("with %s for a record is refused, and nothing is kept", async ([, said]) => {
    await prove();
    peer.say(said);
    await peer.hear(/refused/);
    await peer.end();
    expect(readdirSync(made.setting.directory)).toEqual([]);
  });

  const envelope = { v: 1, id: "1".repeat(32), mono: "1", uid: OWN_UID } as const;
  /** A record under the user's own key, with this for its text. */
  const sayRecord = async (recordText: string) => {
    const told = readWelcome((await prove()).split("\n")[1] ?? "");
    const signed = toSignedText({ ...envelope, boot: told.boot }, recordText);
    const hash = createKeyedHash(Buffer.from(told.key, "hex"));
    peer.say(`${appendMac(signed, hash("toolgate/record/1", Buffer.from(signed)))}\n`);
  };
  const OWN = JSON.stringify(recordOf(OWN_UID));
  const own = (from: string, to: string): string => {
    expect(OWN).toContain(from);
    return OWN.replace(from, to);
  };

  test("with a record of its own, signed by its own key, is heard", async () => {
    await sayRecord(OWN);
    await peer.hear(/"taken":true/);
    expect(intake.counts.taken).toBe(1);
  });

  const BOSS = '"actor":{"user":{"name":"boss","uid":"4242"}}';
  const USER = '{"user":{';
  test.for([
    ["another's name before its own", own('"actor"', `${BOSS},"actor"`)],
    ["another's name in capitals", own('"actor"', `${BOSS.replace("actor", "Actor")},"actor"`)],
    ["another's name by a path", own('"actor"', '"actor.user.name":"boss","actor"')],
    ["another's name deeper in", own(USER, '{"user":{"name":"boss",')],
    ["another's id deeper in", own(USER, '{"user":{"UID":"0",')],
    ["another user beside its own", own(USER, '{"User":{"name":"boss"},"user":{')],
    ["an escape in a name", own('"actor"', `${BOSS.replace("a", "\\u0061")},"actor"`)],
    ["another machine before its own", own('{"hostname"', '{"hostname":"build-8","hostname"')],
    [
      "a stronger level before its own",
      own('"unmapped"', '"unmapped":{"integrity":"setgid"},"unmapped"'),
    ],
    ["a space", own('"message":', '"message": ')],
    ["a number in another form", own("6003", "6003.0")],
    ["a seal of its own", own('"format":1', '"format":1,"seal":{"v":1,"uid":0}')],
    [
      "the look of the forwarder's own entries",
      own('"format":1', '"kind":"checkpoint","format":1'),
    ],
    ["another class", own("6003", "6002")],
    ["something behind what a seal is put into", `${OWN.slice(0, -1)},"note":{"x":{"y":1}}}`],
  ] as const)("with %s in its record is refused, and nothing is kept", async ([, text]) => {
    await sayRecord(text);
    await peer.hear(/refused/);
    expect(readdirSync(made.setting.directory)).toEqual([]);
    expect([...intake.counts.refused]).toEqual([["record", 1]]);
  });

  test("with bytes in its record that are no text is refused", async () => {
    const told = readWelcome((await prove()).split("\n")[1] ?? "");
    const text = toSignedText({ ...envelope, boot: told.boot }, own("allow", "\u00ff"));
    const hash = createKeyedHash(Buffer.from(told.key, "hex"));
    const mac = hash("toolgate/record/1", Buffer.from(text, "latin1"));
    peer.say(Buffer.from(`${appendMac(text, mac)}\n`, "latin1"));
    await peer.hear(/refused/);
    expect(readdirSync(made.setting.directory)).toEqual([]);
  });

  test("with names that differ in capitals in the input of a tool is heard: they are the call's", async () => {
    await sayRecord(
      own('"message"', '"api":{"request":{"data":{"Path":"a","path":"b"}}},"message"'),
    );
    expect(await peer.hear(/"taken"|refused/)).toContain('"taken":true');
  });

  test("too slowly is told so", async () => {
    const { bounds: segments } = made.setting;
    intake.follow({ bounds: segments, deadlineMs: -4900 }); // a tenth of a second for a line
    await prove();
    expect(await peer.hear(/refused/)).toContain("it took too long");
    await peer.end();
    expect([...intake.counts.refused]).toEqual([["late", 1]]);
  });

  test("with more at once than his share is told so", async () => {
    await prove();
    const [first, half] = [peer, Buffer.alloc(0.9 * 1024 * 1024, "x")];
    peer.say(half);
    peer = new Peer(made.setting.socket);
    await prove();
    peer.say(half);
    await Promise.race([first.hear(/too much at once/), peer.hear(/too much at once/)]);
    first.destroy();
    expect([...intake.counts.refused]).toEqual([["busy", 1]]);
  });

  test("with more than a record may be is told so, and hung up on", async () => {
    await prove();
    peer.say(Buffer.alloc(1.2 * 1024 * 1024, "x"));
    expect(await peer.hear(/refused/)).toContain("it is longer than");
    await peer.end();
    expect((await open()).actor.uid).toBe(OWN_UID);
  });

  test("in numbers, saying nothing, does not keep a hook out", async () => {
    const idle = Array.from({ length: 20 }, () => new Peer(made.setting.socket));
    const { spool, deliver } = await open();
    spool.append(recordOf(OWN_UID));
    await deliver(3000);
    expect(intake.counts.taken).toBe(1);
    for (const each of idle) each.destroy();
  });

  test("as one user too often at once is told so, and another time not", async () => {
    const held = await Promise.all([open(), open(), open()]);
    await expect(open()).rejects.toThrow("too many calls at once");
    await Promise.all(held.map(({ deliver }) => deliver(1000)));
    await expect.poll(async () => (await open()).actor.uid).toBe(OWN_UID);
  });

  test("and is refused, but does not listen to it, has its place as long as that is held for it", async () => {
    const today = Math.floor(Date.now() / 86_400_000);
    const notes = path.join(made.setting.directory, `${OWN_UID}-${today}.taint`);
    writeFileSync(notes, '"'.repeat(130_000)); // more than the system takes for who does not read
    const deaf = Array.from({ length: bounds.perUser }, () => new Peer(made.setting.socket));
    for (const each of deaf) {
      await proveBy(each);
      each.listenNoMore();
      each.say("proved\nnonsense\n");
    }
    await expect.poll(() => intake.counts.refused.get("record")).toBe(bounds.perUser);
    await expect(open()).rejects.toThrow("too many calls at once");
    await expect.poll(() => open().catch(() => undefined), { timeout: 3000 }).toBeDefined();
    for (const each of deaf) each.destroy();
  });

  test("and hangs up before it is known who it is leaves its place to others", async () => {
    for (let turn = 0; turn < 3 * bounds.proven; turn += 1) {
      const gone = new Peer(made.setting.socket);
      await proveBy(gone);
      gone.say("proved\n");
      await sleep(turn % 3);
      gone.destroy();
    }
    await expect.poll(() => Promise.all([open(), open(), open()]).catch(String)).toHaveLength(3);
  });

  test("may be lost by the system, again and again: the others are served", async () => {
    const listen = vi.spyOn(Server.prototype, "listen");
    await intake.close(0);
    intake = await openIntake(made.setting);
    const [server] = listen.mock.contexts;
    listen.mockRestore();
    if (!(server instanceof Server)) throw new Error("it does not listen");
    const lost = Object.assign(new Error("accept ENOBUFS"), { code: "ENOBUFS" });
    for (let turn = 0; turn < 3; turn += 1) server.emit("error", lost);
    expect((await open()).actor.uid).toBe(OWN_UID);
  });

  test("may leave a directory among the proofs: the rest goes on", async () => {
    mkdirSync(path.join(proofs(), "litter", "inside"), { recursive: true });
    expect((await open()).actor.uid).toBe(OWN_UID);
  });
});
