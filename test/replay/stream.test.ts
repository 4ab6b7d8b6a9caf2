import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";
import { bashOf, callOf } from "../executable/trial.ts";
import { parseLines, replay, toolgate } from "./toolgate.ts";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-replay-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const deny = bashOf("rm -rf /");
const pass = bashOf("ls");

test("events are numbered in order; empty lines are none of them", () => {
  const { status, stdout, stderr } = replay([], `\n${deny}\r\n\n\r\n${pass}\nrubbish\n\n${deny}`);
  expect([status, stderr]).toEqual([0, ""]);
  expect(parseLines(stdout)).toEqual([
    expect.objectContaining({ index: 0, decision: "deny", exit_code: 2 }),
    expect.objectContaining({ index: 1, decision: "none", exit_code: 0 }),
    expect.objectContaining({
      index: 2,
      decision: "deny",
      failure: "event: the event is not valid JSON",
    }),
    expect.objectContaining({ index: 3, decision: "deny", exit_code: 2 }),
  ]);
});

test("a line has what docs/REPLAY.md says, and nothing of a secret", () => {
  const token = `${["gh", "p"].join("")}_${"a1B2c3D4e5F6".repeat(3)}`;
  const { stdout } = replay(
    [],
    callOf("Write", { file_path: "/tmp/x", content: `t = "${token}"` }),
  );
  expect(stdout).not.toContain(token);
  const [line] = parseLines(stdout);
  expect(Object.keys(line ?? {})).toEqual([
    "index",
    "decision",
    "exit_code",
    "rules",
    "findings",
    "coverage",
    "duration_us",
  ]);
  expect(line).toMatchObject({ decision: "deny", coverage: "complete" });
  expect(line?.findings).toContainEqual({
    rule: line?.rules[0],
    severity: expect.any(String),
    surface: "tool_input.content",
    evidence_masked: expect.stringMatching(/\(\d+\)/),
  });
});

test("a masked answer is a warning, a withheld one a denial", () => {
  const token = `${["gh", "p"].join("")}_${"a1B2c3D4e5F6".repeat(3)}`;
  const outputOf = (tool_response: unknown): string =>
    callOf("Bash", { command: "env" }, { hook_event_name: "PostToolUse", tool_response });
  const broken = outputOf("ok").replace('"command"', '"command":"x","command"');
  const { stdout } = replay([], `${outputOf(`TOKEN=${token}`)}\n${broken}\n`);
  expect(parseLines(stdout)).toMatchObject([
    { decision: "warn", exit_code: 0 },
    { decision: "deny", exit_code: 0 },
  ]);
});

test("a file and stdin are the same", () => {
  const file = path.join(place, "events.jsonl");
  writeFileSync(file, `${deny}\n${pass}\n`);
  const timeless = (text: string): string => text.replaceAll(/"duration_us":\d+/g, "");
  const piped = timeless(replay(["-"], `${deny}\n${pass}\n`).stdout);
  expect(timeless(replay([file]).stdout)).toBe(piped);
  expect(parseLines(replay([file]).stdout)).toHaveLength(2);
});

test("lines of a mebibyte, and garbage between them, are answered one by one", () => {
  const large = callOf("Write", { file_path: "/tmp/x", content: "a b\n".repeat(2 ** 18) });
  const garbage = Buffer.from([0, 255, 254, 123, 10, 34, 10, 237, 160, 128, 10]);
  const input = Buffer.concat([
    Buffer.from(`${large}\n`),
    garbage,
    Buffer.from(`${large}\n${deny}`),
  ]);
  const decisions = parseLines(replay([], input).stdout).map(({ decision }) => decision);
  expect(decisions).toEqual(["none", "deny", "deny", "deny", "none", "deny"]);
});

test("a reader that has seen enough ends the run quietly", () => {
  const file = path.join(place, "many.jsonl");
  writeFileSync(file, `${deny}\n`.repeat(20_000));
  const command = `"${toolgate}" replay "${file}" | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", command], {
    encoding: "utf8",
    timeout: 60_000,
  });
  const [line = "", status] = stdout.trim().split("\n");
  expect(JSON.parse(line)).toMatchObject({ index: 0, decision: "deny" });
  expect([status, stderr]).toEqual(["0", ""]);
});

test("an event is answered when it is there, before the next one comes", async () => {
  const child = spawn(toolgate, ["replay"], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: child.stdout });
    child.stdin.write(`${deny}\n`);
    const [first] = await once(lines, "line");
    expect(JSON.parse(first)).toMatchObject({ index: 0, decision: "deny" });
    child.stdin.end(pass);
    const [second] = await once(lines, "line");
    expect(JSON.parse(second)).toMatchObject({ index: 1, decision: "none" });
  } finally {
    child.kill();
  }
});

test.each<[readonly string[], RegExp]>([
  [["a", "b"], /^toolgate: replay takes one FILE, or stdin\n/],
  [["--profile", "lax"], /^toolgate: --profile must be one of standard, strict, observe\n/],
  [["--against-profile", "lax"], /^toolgate: --against-profile must be one of /],
  [
    ["--against-profile", "strict", "--records", "x"],
    /^toolgate: --records .* not with --against\n/,
  ],
  [["--loud"], /^toolgate: .*--loud/],
  [[path.join(tmpdir(), "toolgate-none.jsonl")], /^toolgate: .*no such file.*\n$/],
  [["--rules", path.join(tmpdir(), "toolgate-none")], /^toolgate: no usable rules: /],
])("%j is refused in words", (args, message) => {
  const { status, stdout, stderr } = replay(args);
  expect(stderr).toMatch(message);
  expect([status, stdout]).toEqual([1, ""]);
});
