/** What the built guard makes of `policy.audit`: how much of a call it records, for whom, and how durably. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type AuditPolicy, DEFAULT_AUDIT } from "../../src/model/audit-policy.ts";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";
import { lastRecord, TrialPolicy } from "./trial-policy.ts";

let trial: Trial;
let policy: TrialPolicy;
beforeAll(() => {
  trial = makeTrial();
  policy = new TrialPolicy(trial);
  mkdirSync(path.join(trial.project, ".git"));
  writeFileSync(path.join(trial.project, ".git/HEAD"), "ref: refs/heads/main\n");
  const remote = '[remote "origin"]\n\turl = https://dev:Zq7aB3dE9fGh1@example.com/acme/app.git\n';
  writeFileSync(path.join(trial.project, ".git/config"), remote);
});
afterEach(() => policy.restore());
afterAll(() => trial.remove());

async function recordUnder(audit: Partial<AuditPolicy>, hook = "guard") {
  policy.change({ audit: { ...DEFAULT_AUDIT, ...audit } });
  const event = callOf(
    "Write",
    { file_path: "/home/dev/x", content: "fox" },
    { cwd: trial.project },
  );
  const env = { SSO_USER: "ann.lee", OTHER: "not recorded" };
  const { code } = await runHook(trial, event, { name: hook, env });
  expect(code).toBe(0);
  return lastRecord(trial);
}

test("redacted, in the repository and by the user whom it finds", async () => {
  const { unmapped } = await recordUnder({});
  expect(unmapped).toMatchObject({
    capture: "redacted",
    repository: { name: "acme/app", host: "example.com", branch: "main" },
  });
  expect(unmapped).not.toHaveProperty("identity");
});

test.each(["full", "hash"] as const)("capture: %s", async (capture) => {
  const record = await recordUnder({ capture });
  expect(record.unmapped).toMatchObject({ capture });
  const text = JSON.stringify(record);
  expect(text.includes('"content":"fox"')).toBe(capture === "full");
  expect(text.includes("/home/dev/x")).toBe(capture === "full");
});

test("capture: full is redacted in a hook of one check", async () => {
  const record = await recordUnder({ capture: "full" }, "command-guard");
  expect(record.unmapped).toMatchObject({ capture: "redacted" });
  expect(JSON.stringify(record)).not.toContain('"fox"');
});

test("identity: the variables that the policy names", async () => {
  const { unmapped } = await recordUnder({ identity: ["SSO_USER", "UNSET"] });
  expect(unmapped["identity"]).toEqual({ SSO_USER: "ann.lee" });
});

test("sync: the record is there, and the call goes on", async () => {
  expect((await recordUnder({ sync: true })).unmapped).toMatchObject({ told: "none" });
});
