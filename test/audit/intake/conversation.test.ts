import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHandover } from "../../../src/audit/intake/hand-over.ts";
import { type Intake, openIntake } from "../../../src/audit/intake/open-intake.ts";
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
  const prove = async () => {
    const name = /"proof":"([0-9a-f]{32})"/.exec(await peer.hear(/\n/))?.[1] ?? "";
    writeFileSync(path.join(proofs(), name), "", { mode: 0 });
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

  test("with more than a record may be is hung up on", async () => {
    await prove();
    peer.say(Buffer.alloc(1.2 * 1024 * 1024, "x"));
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

  test("may leave a directory among the proofs: the rest goes on", async () => {
    mkdirSync(path.join(proofs(), "litter", "inside"), { recursive: true });
    expect((await open()).actor.uid).toBe(OWN_UID);
  });
});
