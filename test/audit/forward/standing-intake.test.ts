import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHandover } from "../../../src/audit/intake/hand-over.ts";
import { readSetting } from "../../../src/cli/forward/read-setting.ts";
import { StandingIntake } from "../../../src/cli/forward/standing-intake.ts";
import { Installation } from "./installation.ts";

let it: Installation;
let told: string[];
let intake: StandingIntake;

beforeEach(() => {
  it = new Installation({ intake: true });
  it.configure({ sinks: [] });
  told = [];
  const { layout } = readSetting(it.hooks);
  intake = new StandingIntake(layout, (line) => told.push(line), 20);
});
afterEach(async () => {
  await intake.close();
  it.remove();
});

const socket = () => it.intake ?? "";
const run = () => path.dirname(socket());
const follow = () => intake.follow(readSetting(it.hooks), () => {});
const open = () => openHandover({ socket: socket(), withinMs: 3000 });

describe.skipIf(process.platform === "win32")("the forwarder's socket", () => {
  test("that cannot be opened is told of once, and opened when it can be", async () => {
    renameSync(run(), `${run()}.away`);
    await follow();
    await follow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told).toEqual([
      expect.stringMatching(
        /^hooks that cannot reach the spool are denied: no socket at .*: there is no such file/,
      ),
    ]);
    expect(intake.counts).toBeUndefined();
    mkdirSync(run());
    expect((await open()).actor.uid).toBe(it.uid);
    await expect.poll(() => told.at(-1)).toBe(`is over: ${told[0]}`);
    expect(told).toHaveLength(2);
    expect(intake.counts).toEqual({ taken: 0, refused: new Map() });
  });

  test("that is closed while it is being opened is closed in the end, and not opened again", async () => {
    const opening = follow();
    await intake.close();
    await opening;
    expect(existsSync(socket())).toBe(false);
    renameSync(run(), `${run()}.away`);
    await follow();
    await intake.close();
    mkdirSync(run());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(existsSync(socket())).toBe(false);
  });
});
