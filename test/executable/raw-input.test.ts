import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSegment } from "../../src/audit/spool/read-segment.ts";
import { bashOf, callOf, makeTrial, runHook, type Trial } from "./trial.ts";

const fixtures = path.join(import.meta.dirname, "../fixtures/events");

let trial: Trial;
beforeAll(() => {
  trial = makeTrial();
});
afterAll(() => trial.remove());

describe("what the real client sends is answered as it should be:", () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith(".json"));
  const isRefused = (name: string): boolean => /raw-bash-command-(array|missing|number)/.test(name);
  const send = (name: string) => runHook(trial, readFileSync(path.join(fixtures, name)));

  test.each(names.filter((name) => !isRefused(name)))("%s passes", async (name) => {
    expect(await send(name)).toMatchObject({ code: 0, stderr: "" });
  });

  test.each(names.filter(isRefused))("%s is refused", async (name) => {
    expect(await send(name)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("command must be"),
    });
  });
});

describe("a call that comes twice", () => {
  test("is judged twice, each time by what it says then", async () => {
    const twice = { tool_use_id: "toolu_01Twice00000000000000001" };
    const harmless = callOf("Write", { file_path: "notes.md", content: "x" }, twice);
    const harmful = callOf("Write", { file_path: "/etc/passwd", content: "x" }, twice);
    expect((await runHook(trial, harmless)).code).toBe(0);
    expect((await runHook(trial, harmful)).code).toBe(2);
    expect((await runHook(trial, harmless)).code).toBe(0);
  });

  test("leaves two records that its id links, both verified", () => {
    const segment = path.join(trial.spool, `${process.getuid?.() ?? 0}.seg`);
    const key = readFileSync(path.join(trial.root, "keys", "spool.key"));
    const lines = readSegment(segment, key);
    expect(lines.every(({ state }) => state === "verified")).toBe(true);
    const text = readFileSync(segment, "utf8");
    expect(text.split("toolu_01Twice00000000000000001").length - 1).toBeGreaterThanOrEqual(3);
  });
});

describe("raw paths mean what they mean on this machine:", () => {
  test.each([
    ["a relative one", "../../../../../../../../etc/passwd"],
    ["one with dots and slashes", "/tmp/..//./etc/passwd"],
    ["a file URL", "file:///etc/passwd"],
    ["through /proc", "/proc/self/root/etc/passwd"],
  ])("%s", async (_, file) => {
    expect((await runHook(trial, callOf("Write", { file_path: file, content: "x" }))).code).toBe(2);
  });

  test("the home directory is the user's, not the environment's", async () => {
    const event = callOf("Read", { file_path: "~/.ssh/id_rsa" });
    const { code } = await runHook(trial, event, { env: { HOME: "/tmp/nowhere" } });
    expect(code).toBe(2);
  });
});

test("a NUL byte does not end what is looked at", async () => {
  expect((await runHook(trial, bashOf("echo a\u0000; rm -rf /"))).code).not.toBe(0);
});
