import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InjectionRule } from "../../src/model/rule.ts";
import { sourceOf } from "../rule/source-of.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { bashOf, callOf, makeTrial, runHook, type Trial } from "./trial.ts";

/** Short, so that the tests are; the guard takes it from its rules like any other. */
const DEADLINE_MS = 700;
/** The answer must come soon after: what is left to do is bounded. */
const SOON_MS = 2500;

let trial: Trial;
beforeAll(() => {
  trial = makeTrial();
  const file = path.join(trial.hooks, "rules", "bundle.jsonl");
  const bundle = parseBundle(sourceOf(readFileSync(file, "latin1")));
  const [rule] = bundle?.injection ?? [];
  if (bundle === undefined || rule === undefined) throw new Error("no rules were built");
  // A pattern that the rules build would refuse: some day one will get past it.
  const { beside: _, ...others } = rule;
  const evil: InjectionRule = {
    ...others,
    id: "injection/backtracks",
    detector: "pattern",
    roles: ["prompt", "argument"],
    keywords: [],
    patterns: [{ source: "^(?:\\w+\\s?)*$", flags: "" }],
  };
  const policy = { ...bundle.policy, deadlineMs: DEADLINE_MS };
  const injection = [...bundle.injection, evil];
  writeFileSync(file, toBundleText({ ...bundle, policy, injection }));
});
afterAll(() => trial.remove());

describe("the guard answers in time when", () => {
  test("a regular expression backtracks without end", async () => {
    const prompt = `${"word ".repeat(40)}!`;
    const input = JSON.stringify({ hook_event_name: "UserPromptSubmit", prompt });
    const { code, stderr, took } = await runHook(trial, input);
    expect(stderr).toContain("deadline: judging it took too long");
    expect(code).toBe(2);
    expect(took).toBeLessThan(SOON_MS);
  });

  test("stdin is never closed", async () => {
    const { code, stderr, took } = await runHook(trial, bashOf("npm test"), { keepOpen: true });
    expect(stderr).toContain("stdin: the event did not arrive in time");
    expect(code).toBe(2);
    expect(took).toBeLessThan(SOON_MS);
  });

  test("stdin stays open and empty", async () => {
    const { code, took } = await runHook(trial, "", { keepOpen: true });
    expect(code).toBe(2);
    expect(took).toBeLessThan(SOON_MS);
  });

  test("it is to read a FIFO that nobody writes", async () => {
    const fifo = path.join(trial.project, "fifo");
    execFileSync("mkfifo", [fifo]);
    const { signal, took } = await runHook(trial, callOf("Read", { file_path: fifo }));
    expect(signal).toBeNull();
    expect(took).toBeLessThan(SOON_MS);
  });

  test.each(["/dev/zero", "/dev/random", "/proc/kmsg"])("it is to read %s", async (file) => {
    const { signal, took } = await runHook(trial, callOf("Read", { file_path: file }));
    expect(signal).toBeNull();
    expect(took).toBeLessThan(SOON_MS);
  });

  test("it is to read a folder, a huge file or nothing at all", async () => {
    const folder = path.join(trial.project, "folder");
    const huge = path.join(trial.project, "huge");
    mkdirSync(folder);
    execFileSync("truncate", ["-s", "8G", huge]);
    for (const file of [folder, huge, path.join(trial.project, "nothing")]) {
      const { signal, took } = await runHook(trial, callOf("Read", { file_path: file }));
      expect(signal).toBeNull();
      expect(took).toBeLessThan(SOON_MS);
    }
  });

  test("every processor is busy with something else", async () => {
    const busy = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ["-e", "setTimeout(() => process.exit(), 8000); for (;;) {}"]),
    );
    try {
      const { code, took } = await runHook(trial, bashOf("rm -rf /"), {
        under: ["nice", "-n", "10"],
      });
      expect(code).toBe(2);
      expect(took).toBeLessThan(10_000);
    } finally {
      for (const child of busy) child.kill("SIGKILL");
    }
  });
});

describe("nothing that ends the guard early is an allow:", () => {
  test.each(["SIGTERM", "SIGKILL", "SIGINT", "SIGHUP"] as const)("%s", async (signal) => {
    const executable = path.join(trial.hooks, "guard");
    const child = spawn(executable, [], { stdio: ["pipe", "ignore", "ignore"] });
    await new Promise((resolve) => setTimeout(resolve, 250));
    child.kill(signal);
    const ended = await new Promise((resolve) =>
      child.on("close", (code, by) => resolve(code ?? by)),
    );
    expect(ended).not.toBe(0);
  });
});
