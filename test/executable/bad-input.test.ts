import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bashOf, callOf, makeTrial, runHook, type Trial } from "./trial.ts";

let trial: Trial;
beforeAll(() => {
  trial = makeTrial();
});
afterAll(() => trial.remove());

const deep = (count: number): string => `echo ${"$(".repeat(count)}date${")".repeat(count)}`;

describe("the built guard refuses, in one line and with exit code 2,", () => {
  const cases: readonly [string, string | Uint8Array, RegExp][] = [
    ["an empty stdin", "", /event: the event is empty/],
    ["truncated JSON", bashOf("ls").slice(0, -5), /event: the event is not valid JSON/],
    [
      "a command that is an array",
      bashOf(["rm", "-rf"]),
      /action: tool_input\.command must be a string/,
    ],
    ["a command that is a number", bashOf(5), /action: tool_input\.command must be a string/],
    [
      "a call without a command",
      callOf("Bash", { cmd: "x" }),
      /action: tool_input\.command must be a string/,
    ],
    [
      "a path that is an object",
      callOf("Write", { file_path: {}, content: 1 }),
      /tool_input\.file_path must be a string; tool_input\.content must be a string/,
    ],
    [
      "a key that stands twice",
      '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls","command":"rm"}}',
      /has the same key twice/,
    ],
    [
      "a __proto__ key",
      '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls","__proto__":{}}}',
      /has a key "__proto__"/,
    ],
    ["invalid UTF-8", Buffer.from(bashOf("echo \u00ff"), "latin1"), /not valid UTF-8/],
    ["two events", `${bashOf("ls")}\n${bashOf("ls")}`, /not valid JSON/],
    [
      "50 MB",
      callOf("Write", { file_path: "/tmp/x", content: "x".repeat(50e6) }),
      /stdin: the event is larger than the 16777216 bytes allowed/,
    ],
    [
      "a million brackets",
      `{"hook_event_name":"X","a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`,
      /event: /,
    ],
  ];
  test.each(cases)("%s", async (_, input, message) => {
    const { code, stdout, stderr } = await runHook(trial, input);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    // Without the event's name no answer would be valid; with it, there is one.
    expect(stdout === "" || stdout.includes('"permissionDecision":"deny"')).toBe(true);
  });
});

describe("the built guard takes", () => {
  test.each([
    ["a tool never heard of", callOf("Teleport", { to: "moon" })],
    ["an event never heard of", JSON.stringify({ hook_event_name: "Eclipse", moon: "full" })],
    ["an everyday command", bashOf("npm test")],
    [
      "a lone surrogate in a harmless command",
      '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"echo \\ud800"}}',
    ],
    ["a NUL byte in a tool's argument", callOf("mcp__notes__add", { text: "a\u0000b" })],
  ])("%s", async (_, input) => {
    expect(await runHook(trial, input)).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});

describe("the built guard is not fooled by", () => {
  test("a lone surrogate beside a dangerous command", async () => {
    const input = bashOf("rm -rf / #\\ud800").replace("\\\\ud800", "\\ud800");
    expect((await runHook(trial, input)).code).toBe(2);
  });

  test("a substitution nested a thousand deep", async () => {
    const { code, stdout, took } = await runHook(trial, bashOf(deep(1000)));
    expect(took).toBeLessThan(6000);
    // Not wholly understood: a question by the standard policy, or a denial.
    expect([code, stdout]).toEqual([
      expect.any(Number),
      expect.stringMatching(/"permissionDecision":"(ask|deny)"/),
    ]);
  });

  test("thousands of commands before the dangerous one", async () => {
    const { code, took } = await runHook(trial, bashOf(`${"true;".repeat(5000)}rm -rf /`));
    expect(took).toBeLessThan(6000);
    expect(code).toBe(2);
  });

  test("more commands than it walks: then the call is asked about", async () => {
    const { stdout, took } = await runHook(trial, bashOf(`${"true;".repeat(50_000)}rm -rf /`));
    expect(took).toBeLessThan(6000);
    expect(stdout).toMatch(/"permissionDecision":"(ask|deny)".*could not be understood/);
  });
});

describe("an installation that is not whole denies:", () => {
  let broken: Trial;
  beforeEach(() => {
    broken = makeTrial();
  });
  afterEach(() => broken.remove());

  const spoil: readonly [string, (broken: Trial) => void, RegExp][] = [
    [
      "no rules at all",
      ({ hooks }) => rmSync(path.join(hooks, "rules"), { recursive: true }),
      /rules: /,
    ],
    [
      "rules that are not JSON, and no last good ones",
      ({ hooks }) => {
        writeFileSync(path.join(hooks, "rules", "bundle.jsonl"), "{");
        rmSync(path.join(hooks, "rules", "bundle.last-good.jsonl"), { force: true });
      },
      /rules: /,
    ],
    [
      "no layout",
      ({ hooks }) => rmSync(path.join(hooks, "layout.json")),
      /install: .*layout\.json/,
    ],
    [
      "a layout that is not one",
      ({ hooks }) => writeFileSync(path.join(hooks, "layout.json"), '{"format":1,"spool":5}'),
      /install: .*layout\.json/,
    ],
    ["no key", ({ root }) => rmSync(path.join(root, "keys", "spool.key")), /privilege: .*key/],
    ["no spool folder", ({ spool }) => rmSync(spool, { recursive: true }), /record: /],
    [
      "a folder where the spool segment belongs",
      ({ spool }) => mkdirSync(path.join(spool, `${process.getuid?.() ?? 0}.seg`)),
      /record: /,
    ],
  ];
  test.each(spoil)("%s", async (_, harm, message) => {
    harm(broken);
    const { code, stderr } = await runHook(broken, bashOf("npm test"));
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test("an argument on its command line", async () => {
    const { code, stderr } = await runHook(broken, bashOf("npm test"), { args: ["--help"] });
    expect([code, stderr]).toEqual([2, expect.stringContaining("takes no arguments")]);
  });

  test("but the last good rules serve when the newest are broken", async () => {
    const rules = path.join(broken.hooks, "rules");
    copyFileSync(path.join(rules, "bundle.jsonl"), path.join(rules, "bundle.last-good.jsonl"));
    writeFileSync(path.join(rules, "bundle.jsonl"), "{ broken push");
    expect((await runHook(broken, bashOf("npm test"))).code).toBe(0);
    expect((await runHook(broken, bashOf("rm -rf /"))).code).toBe(2);
  });
});
