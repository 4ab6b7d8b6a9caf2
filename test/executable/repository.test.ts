import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { callOf, makeTrial, runHook, type Trial } from "./trial.ts";

const RULES = `commands:
  - id: command/repository-npm-publish
    why: the pipeline publishes
    instead: push a version tag
    severity: high
    outcome: deny
    patterns: [npm publish, npm run release]
    examples: { deny: [npm publish], allow: [npm pack] }
`;

let trial: Trial;
let repository = "";
let file = "";
beforeAll(() => {
  trial = makeTrial();
});
afterAll(() => trial.remove());
beforeEach(() => {
  repository = path.join(trial.root, "repository");
  file = path.join(repository, ".claude", "toolgate.yaml");
  rmSync(repository, { recursive: true, force: true });
  for (const name of [".git", ".claude", "src"])
    mkdirSync(path.join(repository, name), { recursive: true });
});

/** Without the repository's rules nobody minds it. */
const release = (cwd = path.join(repository, "src")): string =>
  callOf("Bash", { command: "npm run release" }, { cwd });

const decisionOf = (stdout: string): string =>
  stdout === "" ? "" : JSON.parse(stdout).hookSpecificOutput.permissionDecision;

describe("the built guard in a repository with rules of its own", () => {
  test("denies what they deny, with their words, and passes the rest", async () => {
    writeFileSync(file, RULES);
    const publish = callOf("Bash", { command: "npm publish" }, { cwd: repository });
    const { code, stderr } = await runHook(trial, publish);
    expect(stderr).toContain(
      "Toolgate denied this: the pipeline publishes [command/repository-npm-publish]. Instead: push a version tag.",
    );
    expect(code).toBe(2);
    expect((await runHook(trial, release())).code).toBe(2);
    const other = await runHook(trial, callOf("Bash", { command: "ls" }, { cwd: repository }));
    expect([other.code, other.stdout, other.stderr]).toEqual([0, "", ""]);
  });

  test("denies it by CLAUDE_PROJECT_DIR too, wherever the agent has gone", async () => {
    writeFileSync(file, RULES);
    const gone = await runHook(trial, release("/tmp"));
    expect([gone.code, gone.stdout]).toEqual([0, ""]);
    const env = { CLAUDE_PROJECT_DIR: repository };
    expect((await runHook(trial, release("/tmp"), { env })).code).toBe(2);
  });

  test("asks about every call while the file is broken, and says where it is", async () => {
    writeFileSync(file, RULES.replace("outcome: deny", "outcome: allow"));
    const { code, stdout } = await runHook(trial, release());
    expect([code, decisionOf(stdout)]).toEqual([0, "ask"]);
    expect(stdout).toContain("the repository's rules: .claude/toolgate.yaml:6:14: ");
    expect(stdout).toContain("a repository can only make things stricter");
  });

  test("passes it again when the file is gone", async () => {
    const { code, stdout, stderr } = await runHook(trial, release());
    expect([code, stdout, stderr]).toEqual([0, "", ""]);
  });

  test.each<[string, () => void]>([
    ["a pipe", () => spawnSync("mkfifo", [file])],
    ["a directory", () => mkdirSync(file)],
    ["64 KiB of brackets", () => writeFileSync(file, "[".repeat(65_536))],
    ["64 KiB of nested maps", () => writeFileSync(file, "{a: ".repeat(16_384))],
    [
      "aliases that multiply",
      () =>
        writeFileSync(
          file,
          Array.from(
            { length: 12 },
            (_, at) =>
              `a${at}: &a${at} [${
                at === 0
                  ? "x"
                  : Array(9)
                      .fill(`*a${at - 1}`)
                      .join(",")
              }]`,
          ).join("\n"),
        ),
    ],
  ])("asks where %s stands in the file's place, within its deadline", async (_name, place) => {
    place();
    const { code, stdout, took } = await runHook(trial, release());
    expect([code, decisionOf(stdout)]).toEqual([0, "ask"]);
    expect(took).toBeLessThan(10_000);
  });

  test("denies where reading them takes too long, although the company would have a failure asked about", async () => {
    const impatient = makeTrial();
    onTestFinished(impatient.remove);
    const bundle = path.join(impatient.hooks, "rules", "bundle.jsonl");
    const text = readFileSync(bundle, "utf8")
      .replace('"deadlineMs":5000', '"deadlineMs":400')
      .replace('"onFailure":"deny"', '"onFailure":"ask"');
    expect(text).toMatch(/"deadlineMs":400,"onFailure":"ask"/);
    writeFileSync(bundle, text);
    // Each of these is looked for among the company's rules: seconds of work.
    const modes = Array.from({ length: 2500 }, (_, at) => `command/aaaaaa${at}: warn`);
    writeFileSync(file, `policy: { rule_modes: { ${modes.join(", ")} } }\n`);
    const { code, stderr } = await runHook(impatient, release());
    expect([code, stderr]).toEqual([2, expect.stringContaining("(deadline: ")]);
  });

  test("records which files held, by path and digest", async () => {
    writeFileSync(file, RULES);
    await runHook(trial, release());
    const segment = readdirSync(trial.spool).find((name) => name.endsWith(".seg")) ?? "";
    const lines = readFileSync(path.join(trial.spool, segment), "utf8").trim().split("\n");
    const { record } = JSON.parse(lines.at(-1) ?? "");
    expect(record.unmapped.rules).toEqual({
      repository: [{ path: file, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  test("does not read them for the hook that only records", async () => {
    writeFileSync(file, "commands: [");
    const { code, stdout } = await runHook(trial, release(), { name: "audit-log" });
    expect([code, stdout]).toEqual([0, ""]);
  });

  test.each([
    ["Write", { file_path: ".claude/toolgate.yaml", content: "" }],
    ["Bash", { command: "rm .claude/toolgate.yaml" }],
    ["Bash", { command: "git mv .claude/toolgate.yaml x" }],
  ])("denies the agent to change them: %s %j", async (tool, input) => {
    writeFileSync(file, RULES);
    const { code, stderr } = await runHook(trial, callOf(tool, input, { cwd: repository }));
    expect([code, stderr]).toEqual([2, expect.stringContaining("path/rules-of-repository")]);
  });

  test("lets the agent read them", async () => {
    writeFileSync(file, RULES);
    const event = callOf("Read", { file_path: file }, { cwd: repository });
    expect((await runHook(trial, event)).code).toBe(0);
  });
});
