/**
 * No secret in anything that Toolgate writes: made-up secrets of twenty kinds in every place of every kind of event,
 * through the built executable, with its logs, temporary files and directories searched for each of them.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_AUDIT } from "../../src/model/audit-policy.ts";
import { expandTemplate } from "../../src/rule/build/examples/expand-template.ts";
import { leaksIn } from "./leak-forms.ts";
import { eventsWith } from "./planted-events.ts";
import { makeTrial, runHook, type Trial } from "./trial.ts";
import { TrialPolicy } from "./trial-policy.ts";

const TEMPLATES = [
  "ghp_{alnum:36}",
  "github_pat_{alnum:22}_{alnum:59}",
  "glpat-{alnum:20}",
  "AKIA{base32:16}",
  "xoxb-{digit:12}-{digit:13}-{alnum:24}",
  "sk-ant-api03-{alnum:93}AA",
  "sk_live_{alnum:24}",
  "npm_{alnum:36}",
  "pypi-AgEIcHlwaS5vcmc{base64url:80}",
  "AIza{alnum:35}",
  "hf_{alnum:34}",
  "dop_v1_{hex:64}",
  "SG.{base64url:22}.{base64url:43}",
  "shpat_{hex:32}",
  "glsa_{alnum:32}_{hex:8}",
  "dckr_pat_{alnum:27}",
  "PMAK-{hex:24}-{hex:34}",
  "lin_api_{alnum:40}",
  "rubygems_{hex:48}",
  "hvs.{base64url:95}",
];

/** No other test makes these, so nothing but a leak can hold them. */
const secrets = TEMPLATES.map((template, index) =>
  expandTemplate(`${index}-leak ${template}`).replace(/^\S+ /, ""),
);

let trial: Trial;
let home = "";
let temporary = "";
const said: string[] = [];

beforeAll(() => {
  trial = makeTrial();
  home = path.join(trial.root, "home");
  temporary = path.join(trial.root, "tmp");
  for (const folder of [home, temporary]) mkdirSync(folder);
});
afterAll(() => trial.remove());

/** Everything in the directories that a run could write to, but the rules and the executable, which it reads. */
function writtenFiles(): string {
  const folders = [trial.spool, home, temporary, trial.hooks];
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== "guard")
    .filter(({ parentPath }) => !parentPath.startsWith(path.join(trial.hooks, "rules")))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

async function play(event: string): Promise<void> {
  const env = { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
  const { stdout, stderr } = await runHook(trial, event, { env });
  said.push(stdout, stderr);
}

async function findLeaks(secret: string): Promise<{ answers: string[]; files: string[] }> {
  const file = path.join(trial.project, "conf.env");
  writeFileSync(file, `A=1\nTOKEN=${secret}\n`);
  said.length = 0;
  for (const event of eventsWith(secret, file)) await play(event);
  return { answers: leaksIn(said.join("\n"), secret), files: leaksIn(writtenFiles(), secret) };
}

describe("what Toolgate writes holds no secret that it was shown", () => {
  test.each(secrets.map((secret, nth) => [TEMPLATES[nth] ?? "", secret]))(
    "%s",
    async (_, secret) => {
      expect(await findLeaks(secret)).toEqual({ answers: [], files: [] });
    },
    120_000,
  );

  // Every kind of secret is tried under each in test/audit/capture.test.ts.
  test.each(["full", "hash"] as const)(
    "under capture: %s neither",
    async (capture) => {
      const policy = new TrialPolicy(trial);
      policy.change({ audit: { ...DEFAULT_AUDIT, capture } });
      for (const secret of secrets.slice(0, 3)) {
        expect(await findLeaks(secret)).toEqual({ answers: [], files: [] });
      }
      policy.restore();
    },
    120_000,
  );

  test("and leaves no file but the spool's", () => {
    const entries = [home, temporary].flatMap((folder) => readdirSync(folder));
    expect(entries).toEqual([]);
    const names = readdirSync(trial.spool);
    expect(names.filter((name) => !/\.(?:seg|taint)$/.test(name))).toEqual([]);
    const segment = names.find((name) => name.endsWith(".seg")) ?? "";
    expect(readFileSync(path.join(trial.spool, segment), "utf8")).toContain("secret/github-pat");
  });
});

describe("toolgate secrets fingerprint", () => {
  const toolgate = path.join(import.meta.dirname, "../../dist/hooks/toolgate");
  const run = (input: string, ...args: readonly string[]) =>
    spawnSync(toolgate, ["secrets", "fingerprint", ...args], { input, encoding: "utf8" });

  test("names the secret on its standard input, as the record does, and shows nothing of it", () => {
    const [secret = ""] = secrets;
    const { stdout, stderr, status } = run(`${secret}\n`);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^fp1-[0-9a-f]{32}\n$/);
    expect(writtenFiles()).toContain(stdout.trim());
  });

  test("warns of one that could be guessed from it", () => {
    expect(run("summer2024!").stderr).toMatch(/can find this secret by trying/);
  });

  test.each([
    ["", [], "there is no secret on standard input"],
    ["x", ["a-secret"], "never from the command line"],
  ] as const)("refuses %j with %j", (input, args, message) => {
    const { status, stderr } = run(input, ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("a-secret");
  });
});
