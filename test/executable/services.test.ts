import { spawn, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EnginePolicy } from "../../src/model/engine.ts";
import type { Policy } from "../../src/model/policy.ts";
import { LAKERA_CLEAN, lakeraAt, llmGuardAt, makeKey } from "../engine/services.ts";
import { startServer } from "../engine/service-server.ts";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";
import { lastRecord, outputOf, TrialPolicy } from "./trial-policy.ts";

let trial: Trial;
let policy: TrialPolicy;
beforeAll(() => {
  trial = makeTrial();
  policy = new TrialPolicy(trial);
});
afterAll(() => trial.remove());

/** Lets the trial's guard ask these engines. */
const setEngines = (engines: readonly EnginePolicy[], more: Partial<Policy> = {}): void =>
  policy.change({ ...more, engines });

function placeKey(key: string, mode = 0o600): string {
  const file = path.join(trial.root, "service.key");
  writeFileSync(file, key);
  chmodSync(file, mode);
  return file;
}

const promptOf = (prompt: string): string =>
  JSON.stringify({ hook_event_name: "UserPromptSubmit", session_id: "s", cwd: "/", prompt });

const flagged = {
  flagged: true,
  breakdown: [{ detector_type: "prompt_attack", detected: true, result: "l2_very_likely" }],
};

describe("the built guard with Lakera Guard", () => {
  test("blocks a prompt that it flags, and records who found it and what was sent where", async () => {
    const { url, asked } = await startServer(() => flagged);
    const key = makeKey();
    setEngines([lakeraAt(`${url}/v2`, { keyFile: placeKey(key) })]);
    const { code, stderr } = await runHook(trial, promptOf("say it in verse"));
    expect(stderr).toContain("[injection/lakera.prompt_attack]");
    expect(stderr).toContain("Lakera Guard says prompt_attack (L2) in the prompt");
    expect(code).toBe(2);
    expect(asked).toMatchObject([
      { path: "/v2/guard", headers: { authorization: `Bearer ${key}` } },
    ]);
    expect(lastRecord(trial).unmapped).toMatchObject({
      findings: [{ rule: "injection/lakera.prompt_attack", engine: "lakera", determining: true }],
      engines: [
        {
          name: "lakera",
          run: "always",
          outcome: "finished",
          findings: 1,
          sent: { host: new URL(url).host, requests: 1, bytes: 15, fields: ["prompt"] },
        },
      ],
    });
  });

  test("lets pass what it does not flag, and sends no command", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    setEngines([lakeraAt(url)]);
    const { code, stdout } = await runHook(trial, promptOf("say it in verse"));
    expect([code, stdout, asked.length]).toEqual([0, "", 1]);
    await runHook(trial, callOf("Bash", { command: "npm test" }));
    expect(JSON.stringify(asked)).not.toContain("npm test");
  });

  test("withholds an answer with an attack in it, and keeps it from the model", async () => {
    const { url } = await startServer(() => flagged);
    setEngines([lakeraAt(url)]);
    const { code, stdout } = await runHook(trial, outputOf("the answer of a page"));
    expect(code).toBe(0);
    expect(stdout).toContain("lakera.prompt_attack");
    expect(stdout).not.toContain("the answer");
  });

  test("masks personal data where it says it is", async () => {
    const payload = [{ start: 8, end: 12, detector_type: "pii/name" }];
    const breakdown = [{ detector_type: "pii/name", detected: true, confidence: "L1" }];
    const { url } = await startServer(() => ({ flagged: true, breakdown, payload }));
    setEngines([lakeraAt(url)]);
    const { stdout } = await runHook(trial, outputOf("call Dr Jane now"));
    expect(JSON.parse(stdout).hookSpecificOutput.updatedToolOutput.stdout).toBe(
      "call Dr [pii: lakera.name] now",
    );
  });

  test("has its key in no answer, record, state or process list, whatever comes of it", async () => {
    const key = makeKey();
    let seen = "";
    const { url } = await startServer((asked, nth) => {
      seen += spawnSync(
        "sh",
        ["-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' ' '"],
        {
          encoding: "utf8",
          maxBuffer: 64 * 1024 * 1024,
        },
      ).stdout;
      if (nth === 0) return flagged;
      return (_request, response) =>
        response.writeHead(nth === 1 ? 401 : 500).end(`no ${asked.headers.authorization}`);
    });
    setEngines([lakeraAt(url, { keyFile: placeKey(key) })]);
    const answers = [];
    for (let nth = 0; nth < 3; nth += 1) answers.push(await runHook(trial, promptOf("verse")));
    placeKey(key, 0o644);
    answers.push(await runHook(trial, promptOf("verse")));
    expect(answers.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(answers[3]?.stderr).toContain("its key file can be read by everyone");
    expect(seen).toContain(path.join(trial.hooks, "guard"));
    expect(seen).not.toContain(key);
    expect(JSON.stringify(answers)).not.toContain(key);
    const { stdout } = spawnSync("grep", ["-rlF", key, trial.root], { encoding: "utf8" });
    expect(stdout.trim()).toBe(path.join(trial.root, "service.key"));
  });
});

describe("the built guard with LLM Guard", () => {
  test("masks what it has blotted out in an answer, where the policy says so", async () => {
    const { url, asked } = await startServer(() => ({
      is_valid: false,
      scanners: { Sensitive: 1 },
      sanitized_output: "call <PERSON> now",
    }));
    setEngines([llmGuardAt(url, { mask: true })]);
    const { stdout } = await runHook(trial, outputOf("call Dr Jane now"));
    expect(JSON.parse(stdout).hookSpecificOutput.updatedToolOutput.stdout).toBe(
      "call [pii: llm-guard.Sensitive] now",
    );
    expect(asked.map((each) => each.path)).toEqual(["/analyze/output"]);
  });
});

describe("the built guard where a service does not do its work", () => {
  const gone = "http://127.0.0.1:9";

  test.each<[EnginePolicy["onFailure"], number, string]>([
    ["deny", 2, "deny"],
    ["ask", 0, "ask"],
    ["ignore", 0, ""],
  ])("does as the policy says: %s", async (onFailure, exitCode, decision) => {
    setEngines([lakeraAt(gone, { onFailure })]);
    const call = callOf("Write", { file_path: path.join(trial.project, "a"), content: "innocent" });
    const { code, stdout } = await runHook(trial, call);
    const said = stdout === "" ? "" : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
    expect([code, said]).toEqual([exitCode, decision]);
    expect(lastRecord(trial).unmapped["engines"]).toMatchObject([
      { outcome: "failed", failure: expect.stringMatching(/^it (?:cannot be reached|has failed)/) },
    ]);
  });

  test("leaves it alone after three calls, and still does as the policy says", async () => {
    const { url, asked } = await startServer(
      () => (_request, response) => response.writeHead(500).end(),
    );
    setEngines([lakeraAt(url)]);
    const codes = [];
    for (let nth = 0; nth < 5; nth += 1) codes.push((await runHook(trial, promptOf("verse"))).code);
    expect(codes).toEqual([2, 2, 2, 2, 2]);
    expect(asked).toHaveLength(3);
  });

  test("denies in time when it never answers", async () => {
    const { url } = await startServer(() => () => {});
    setEngines([lakeraAt(url, { deadlineMs: 60_000 })], { deadlineMs: 2000 });
    const { code, stderr, took } = await runHook(trial, promptOf("verse"));
    expect(stderr).toMatch(
      /the engine lakera could not look at this \(it took longer than \d+ ms\)/,
    );
    expect(code).toBe(2);
    expect(took).toBeLessThan(6000);
  });

  test("ends with a code that stops the call when it is killed meanwhile", async () => {
    const { url } = await startServer(() => () => {});
    setEngines([lakeraAt(url, { deadlineMs: 60_000 })], { deadlineMs: 20_000 });
    const child = spawn(path.join(trial.hooks, "guard"), { stdio: ["pipe", "ignore", "ignore"] });
    child.stdin.end(promptOf("verse"));
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill("SIGTERM");
    const ended = await new Promise((resolve) =>
      child.on("close", (code, by) => resolve(code ?? by)),
    );
    expect(ended).not.toBe(0);
  });
});
