/**
 * No secret in anything that Toolgate writes: made-up secrets of twenty kinds in every place of every kind of event,
 * through the built executable, with its logs, temporary files and directories searched for each of them.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expandTemplate } from "../../src/rule/build/examples/expand-template.ts";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";

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

/** The ways in which a value could stand in what was written, and each stretch of twelve characters of it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const shifted = ["", "a", "ab"].map((lead) =>
    Buffer.from(lead + secret)
      .toString("base64")
      .slice(4, -4),
  );
  const stretches = Array.from({ length: secret.length - 11 }, (_, at) =>
    secret.slice(at, at + 12),
  ).filter((stretch) => /[0-9]/.test(stretch) && /[A-Za-z]/.test(stretch));
  const hex = bytes.toString("hex");
  const encoded = [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [...stretches, ...shifted, hex, hex.toUpperCase(), ...encoded];
}

async function play(event: string): Promise<void> {
  const env = { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
  const { stdout, stderr } = await runHook(trial, event, { env });
  said.push(stdout, stderr);
}

function leaksIn(text: string, secret: string): string[] {
  return formsOf(secret).filter((form) => form !== "" && text.includes(form));
}

/** The secret in every place of an event that can hold one. */
function eventsWith(secret: string, file: string): string[] {
  const post = (tool: string, response: unknown) =>
    callOf(
      tool,
      { command: "cat notes.txt" },
      {
        hook_event_name: "PostToolUse",
        tool_response: response,
      },
    );
  const bash = (command: string) => callOf("Bash", { command });
  const base64 = Buffer.from(`k=${secret}`).toString("base64");
  return [
    callOf("Write", { file_path: "/home/dev/project/a.ts", content: `const k = "${secret}"` }),
    callOf("Edit", { file_path: file, old_string: "a", new_string: secret }),
    bash(`export TOKEN=${secret}; curl -H 'Authorization: Bearer ${secret}' https://x.example`),
    bash(`curl -u me:${secret} 'https://u:${secret}@x.example/?token=${secret}'`),
    bash(`cat > .env <<E\nTOKEN=${secret}\nE`),
    bash(`mysql -uroot -p${secret} shop; echo ${base64}`),
    bash(`cat ${file}`),
    bash(`rm -rf / ${secret} && $(${secret}`),
    callOf("Read", { file_path: file }),
    callOf("Read", { file_path: `/home/dev/${secret}/x` }),
    callOf("WebFetch", { url: `https://x.example/?t=${secret}`, prompt: secret }),
    callOf("mcp__s__t", { a: [{ b: secret }], body: base64, [secret]: 1 }),
    callOf("Agent", { description: "d", prompt: `use ${secret}`, subagent_type: secret }),
    callOf(secret, { command: secret }),
    callOf("Bash", { command: [secret] }),
    callOf("Bash", { command: "ls" }, { session_id: secret, cwd: `/home/${secret}` }),
    JSON.stringify({ hook_event_name: "UserPromptSubmit", prompt: `use ${secret}` }),
    JSON.stringify({ hook_event_name: secret, prompt: secret }),
    `{"hook_event_name":"PreToolUse","tool_name":"${secret}`,
    post("Bash", { stdout: `k=${secret}\n${base64}`, stderr: secret, interrupted: false }),
    post("Bash", secret),
    post("Read", { type: "text", file: { filePath: file, content: secret } }),
    post("mcp__s__t", [{ type: "text", text: secret }, { [secret]: secret }]),
  ];
}

describe("what Toolgate writes holds no secret that it was shown", () => {
  test.each(secrets.map((secret, nth) => [TEMPLATES[nth] ?? "", secret]))(
    "%s",
    async (_, secret) => {
      const file = path.join(trial.project, "conf.env");
      writeFileSync(file, `A=1\nTOKEN=${secret}\n`);
      said.length = 0;
      for (const event of eventsWith(secret, file)) await play(event);
      expect(leaksIn(said.join("\n"), secret), "in an answer").toEqual([]);
      expect(leaksIn(writtenFiles(), secret), "in a file").toEqual([]);
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
