import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bashOf, callOf } from "./trial.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const place = mkdtempSync(path.join(tmpdir(), "toolgate-cli-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function toolgate(args: readonly string[], input = "") {
  const executable = path.join(root, "dist", "hooks", "toolgate");
  return spawnSync(executable, args, { input, encoding: "utf8", timeout: 20_000 });
}

describe("wrong usage is exit code 1, a line that says what is wrong, and where to read on", () => {
  test.each<[readonly string[], RegExp]>([
    [[], /^toolgate: a command is missing\n\(toolgate help .*\n$/],
    [["dance"], /^toolgate: no command "dance"\n\(toolgate help .*\n$/],
    [
      ["explain"],
      /^toolgate: explain takes one command line in quotes, or --event FILE\n\(toolgate help .*\n$/,
    ],
    [["explain", "git", "status"], /^toolgate: explain takes one command line in quotes/],
    [
      ["rules", "dance"],
      /^toolgate: rules takes one of build, test, lint, list\n\(toolgate help .*\n$/,
    ],
  ])("%j", (args, message) => {
    const { status, stdout, stderr } = toolgate(args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([1, ""]);
  });

  test("a file that is not there is one line, with its name", () => {
    const { status, stderr } = toolgate(["explain", "--event", path.join(place, "none.json")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^toolgate: .*none\.json: there is no such file.*\n$/);
  });

  test("an option never heard of is named", () => {
    const { status, stderr } = toolgate(["explain", "--loud", "ls"]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("--loud")]);
  });
});

describe("explain", () => {
  test("shows what would run, how it was reached, and which rule decides", () => {
    const { status, stdout } = toolgate([
      "explain",
      "--cwd",
      "/home/dev/project",
      "echo ok; sudo sh -c 'rm -rf ~'",
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}sudo sh -c 'rm -rf ~'$/m);
    expect(stdout).toMatch(/└─ rm -rf ~ {3}via sh -c\n.*deny command\/rm-root: .*← decides/);
    expect(stdout).toMatch(/verdict {3}deny by .*command\/rm-root/);
    expect(stdout).toMatch(/decision {2}deny, exit code 2/);
  });

  test("takes an event from a file and from stdin alike", () => {
    const file = path.join(place, "event.json");
    writeFileSync(file, callOf("Read", { file_path: "/etc/shadow" }));
    const times = /\(\d+\.\d+ ms\)/g;
    const shown = toolgate(["explain", "--event", file]).stdout.replaceAll(times, "");
    const piped = toolgate(
      ["explain", "--event", "-"],
      callOf("Read", { file_path: "/etc/shadow" }),
    );
    expect(piped.stdout.replaceAll(times, "")).toBe(shown);
    expect(shown).toContain("read    /etc/shadow");
  });

  test("shows the answer to an event that cannot be judged", () => {
    const { status, stdout } = toolgate(["explain", "--event", "-"], bashOf(["rm"]));
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("tool_input.command must be a string"),
    ]);
  });

  test("names what is not understood", () => {
    expect(toolgate(["explain", "echo 'unclosed"]).stdout).toContain("partly understood");
  });
});

test("version and help say what they should", () => {
  expect(toolgate(["version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(toolgate(["help"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("explain 'COMMAND LINE'"),
  });
});
