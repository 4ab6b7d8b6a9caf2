import { spawn, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScannerPolicy } from "../../src/model/engine.ts";
import type { Policy } from "../../src/model/policy.ts";
import { describeScanners, makeToken, policyOf } from "../engine/scanners.ts";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";
import { lastRecord, outputOf, TrialPolicy } from "./trial-policy.ts";

/** A rule that only the engine has. */
const CONFIG = `[[rules]]
id = "acme-token"
regex = '''acme_[A-Za-z0-9]{32}'''
keywords = ["acme_"]
`;

const acmeToken = (): string => `acme_${makeToken(32)}`;

let trial: Trial;
let policy: TrialPolicy;
beforeAll(() => {
  trial = makeTrial();
  writeFileSync(path.join(trial.root, "gitleaks.toml"), CONFIG);
  policy = new TrialPolicy(trial);
});
afterAll(() => trial.remove());

/** Lets the trial's guard ask these engines. */
const setEngines = (engines: readonly ScannerPolicy[], more: Partial<Policy> = {}): void =>
  policy.change({ ...more, engines });

const gitleaks = (more: Partial<ScannerPolicy> = {}): ScannerPolicy =>
  policyOf("gitleaks", { config: path.join(trial.root, "gitleaks.toml"), ...more });

function placeFake(script: string): string {
  const file = path.join(trial.root, "fake");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const writeOf = (content: string): string =>
  callOf("Write", { file_path: path.join(trial.project, "notes.txt"), content });

describeScanners("the built guard with the real gitleaks", () => {
  test("denies what only gitleaks finds, and records who found it", async () => {
    setEngines([gitleaks()]);
    const { code, stderr } = await runHook(trial, writeOf(`see ${acmeToken()}`));
    expect(stderr).toContain("[secret/gitleaks.acme-token]");
    expect(code).toBe(2);
    const { unmapped } = lastRecord(trial);
    expect(unmapped).toMatchObject({
      findings: [{ rule: "secret/gitleaks.acme-token", engine: "gitleaks", determining: true }],
      engines: [
        { name: "gitleaks", run: "always", version: "8.30.1", outcome: "finished", findings: 1 },
      ],
      timing_us: { engine: expect.any(Number) },
    });
  });

  test("lets an innocent text pass, and says that it was looked at", async () => {
    setEngines([gitleaks()]);
    const { code, stdout, stderr } = await runHook(trial, writeOf("nothing to see"));
    expect([code, stdout, stderr]).toEqual([0, "", ""]);
    expect(lastRecord(trial).unmapped["engines"]).toMatchObject([
      { outcome: "finished", findings: 0 },
    ]);
  });

  test("masks in a tool's answer what only gitleaks finds", async () => {
    setEngines([gitleaks({ run: "after" })]);
    const token = acmeToken();
    const { code, stdout } = await runHook(trial, outputOf(`one\nsee ${token}\nthree`));
    expect(code).toBe(0);
    expect(JSON.parse(stdout).hookSpecificOutput.updatedToolOutput.stdout).toBe(
      "one\nsee [secret: gitleaks.acme-token]\nthree",
    );
  });

  test.each<[string, Partial<ScannerPolicy>, string]>([
    ["after the fact", { run: "after" }, "guard"],
    ["about candidates", { run: "on_candidate" }, "guard"],
    ["by another hook", {}, "command-guard"],
  ])(
    "does not ask it before the tool runs where it is only asked %s",
    async (_name, more, name) => {
      setEngines([gitleaks(more)]);
      const { code } = await runHook(trial, writeOf(`see ${acmeToken()}`), { name });
      expect(code).toBe(0);
      expect(lastRecord(trial).unmapped["engines"]).toBeUndefined();
    },
  );

  test("asks it about a candidate: a text in which our own rules have found something", async () => {
    setEngines([gitleaks({ run: "on_candidate" })]);
    const { code } = await runHook(trial, writeOf(`token = "${acmeToken()}"`));
    expect(code).toBe(2);
    expect(lastRecord(trial).unmapped["findings"]).toMatchObject([
      { rule: "secret/gitleaks.acme-token" },
      { rule: "secret/generic-assignment" },
    ]);
  });

  test("leaves the secret in no file, record or answer", async () => {
    setEngines([gitleaks(), policyOf("trufflehog")]);
    const token = acmeToken();
    const answers = [
      await runHook(trial, writeOf(`see ${token}`)),
      await runHook(trial, outputOf(`see ${token}`)),
      await runHook(trial, callOf("Bash", { command: `echo ${token} | wc -c` })),
    ];
    expect(answers.map(({ code }) => code)).toEqual([2, 0, 2]);
    expect(JSON.stringify(answers)).not.toContain(token);
    const { stdout } = spawnSync("grep", ["-rlF", token, trial.root], { encoding: "utf8" });
    expect(stdout).toBe("");
  });
});

describe("the built guard where an engine does not do its work", () => {
  test.each<[Partial<ScannerPolicy>, number, string]>([
    [{ onFailure: "deny" }, 2, "deny"],
    [{ onFailure: "ask" }, 0, "ask"],
    [{ onFailure: "ignore" }, 0, ""],
  ])("does as the policy says: %j", async (more, exitCode, decision) => {
    setEngines([gitleaks({ path: path.join(trial.root, "nothing"), ...more })]);
    const { code, stdout } = await runHook(trial, writeOf("innocent"));
    const said = stdout === "" ? "" : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
    expect([code, said]).toEqual([exitCode, decision]);
    expect(lastRecord(trial).unmapped["engines"]).toMatchObject([
      { outcome: "failed", failure: "it is not there" },
    ]);
  });

  test("withholds what a tool has answered", async () => {
    setEngines([gitleaks({ path: path.join(trial.root, "nothing") })]);
    const { code, stdout } = await runHook(trial, outputOf("the answer"));
    expect(code).toBe(0);
    expect(stdout).toContain("it is not there");
    expect(stdout).not.toContain("the answer");
  });

  test("denies in time when it hangs longer than the event may take", async () => {
    setEngines([gitleaks({ path: placeFake("exec sleep 60"), deadlineMs: 60_000 })], {
      deadlineMs: 2000,
    });
    const { code, stderr, took } = await runHook(trial, writeOf("innocent"));
    expect(stderr).toMatch(
      /the engine gitleaks could not look at this \(it took longer than \d+ ms\)/,
    );
    expect(code).toBe(2);
    expect(took).toBeLessThan(6000);
  });

  test("ends with a code that stops the call when it is killed meanwhile", async () => {
    setEngines([gitleaks({ path: placeFake("exec sleep 5") })]);
    const child = spawn(path.join(trial.hooks, "guard"), { stdio: ["pipe", "ignore", "ignore"] });
    child.stdin.end(writeOf("innocent"));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    child.kill("SIGTERM");
    const ended = await new Promise((resolve) =>
      child.on("close", (code, by) => resolve(code ?? by)),
    );
    expect(ended).not.toBe(0);
  });
});
