import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import type { RuleBundle } from "../../../src/model/bundle.ts";
import { buildWith } from "../../rule/build/build-with.ts";

const RULE = `commands:
  - id: command/force
    why: it rewrites what others have
    instead: push to a branch of your own
    severity: high
    outcome: deny
    maturity: stable
    patterns: ["git push {--force,-f,--force-with-lease}", rm -r, "psql"]
    examples: { deny: [git push -f], allow: [git push] }
`;
const EXCEPTION = `exceptions:
  - id: release-branches
    rule: command/force
    owner: Release Engineering
    reason: they rebase release branches until March
    expires: 2027-03-01
    match:
      run:
        - git push {--force,-f} origin release/*
        - git push -f "origin" hotfix
        - rm -rf /opt/cache/*
        - rm -r build/*
        - rm -r -- /opt/cache/b
        - { run: "psql -h db report", feed: text }
        - { run: "psql -h db dump", redirect: "out/*", assigns: "PGUSER=*" }
        - git -C * push --force origin wip
    examples:
      allow: [git push --force origin release/1.2, git push -f origin release/x]
      deny: [git push --force origin main]
`;
const files = { "programs.yaml": "rules/programs.yaml", "commands.yaml": RULE };
const without = buildWith(files);
const withException = buildWith({ ...files, "exceptions.yaml": EXCEPTION });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

function judge(line: string, rules: RuleBundle = withException): string[] {
  const at = { field: "tool_input.command" };
  const surfaces = walkCommand(line).invocations.map(
    (invocation) => ({ kind: "command", invocation, at }) as const,
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] } };
  return commandCheck
    .inspect(action, rules, machine)
    .map(({ outcome, exception }) =>
      exception === undefined ? outcome : `${outcome} ${exception}`,
    );
}

describe("an exception lets pass", () => {
  it.each([
    "git push --force origin release/1.2",
    "git push -f origin release/1.2",
    "git push origin release/x --force",
    "/usr/bin/git push --force origin release/x",
    "git push --force 'origin' \"release/x\"",
    "git push --force origin release/x 2>/dev/null",
    "git push --force origin release/x 2>&1 | tail -3",
    "git fetch && git push --force origin release/x",
    "bash -c 'git push --force origin release/x'",
    "timeout 60 git push -f origin hotfix",
    "rm -rf /opt/cache/a",
    "rm -rf /opt//cache/./a",
    "rm -r -- /opt/cache/b",
    "rm -r build/tmp",
    "psql -h db report <<< 'select 1'",
    "PGUSER=ro psql -h db dump > out/today",
    "git -C sub push --force origin wip",
  ])("%s", (line) => {
    expect(judge(line, without)).toEqual(["deny"]);
    expect(judge(line)).toEqual(["allow release-branches"]);
  });
});

describe("an exception does not let pass", () => {
  it.each([
    ["another operand", "git push --force origin main"],
    ["one operand more", "git push --force origin release/x main"],
    ["an operand less", "git push --force origin"],
    ["operands in another order", "git push --force release/x origin"],
    ["a refspec behind the wildcard", "git push --force origin release/x:main"],
    ["a refspec that takes a whole namespace", "git push --force origin 'release/*'"],
    ["a directory of the wildcard", "git push --force origin release/x/y"],
    ["nothing where the wildcard is", "git push --force origin release/"],
    ["a word that leads up", "git push --force origin release/.."],
    ["a path that leads up", "rm -rf /opt/cache/../../etc"],
    ["a path that leads up and down again", "rm -rf /opt/x/../cache/a"],
    ["a relative path that leads up", "rm -r build/../.."],
    ["a hidden flag as an operand", "rm -r -- build/-x"],
    ["one flag more", "git push --force --receive-pack=evil origin release/x"],
    ["a flag more, its value apart", "git push --force --receive-pack evil origin release/x"],
    ["a letter more in a cluster", "git push -fd origin release/x"],
    ["a flag twice", "git push -f -f origin hotfix"],
    ["a letter twice in a cluster", "rm -rrf /opt/cache/a"],
    ["a letter twice, apart", "rm -rfr /opt/cache/a"],
    ["an end of flags where none is named", "git push --force -- origin release/x"],
    ["an end of flags in another place", "rm -r /opt/cache/b --"],
    ["no end of flags where one is named", "rm -r /opt/cache/b"],
    ["a flag cut short", "git push --forc origin release/x"],
    ["a flag with a value that none was named for", "git push --force=x origin release/x"],
    [
      "a flag of the program before the subcommand",
      "git -c core.sshCommand=x push -f origin hotfix",
    ],
    ["a value behind the wildcard", "git -C sub/../.. push --force origin wip"],
    ["another program of that name", "./git push --force origin release/x"],
    ["a program in a directory of anyone", "/tmp/git push --force origin release/x"],
    ["a variable in front", "PATH=/tmp git push --force origin release/x"],
    ["any variable in front", "FOO=1 git push --force origin release/x"],
    ["a variable in front of the program around it", "A=1 timeout 5 git push -f origin hotfix"],
    ["a variable set before", "GIT_SSH_COMMAND=x; git push --force origin release/x"],
    ["a variable exported before", "export PATH=/tmp; git push --force origin release/x"],
    ["a variable exported by name", "read GIT_DIR; export GIT_DIR; git push -f origin hotfix"],
    ["a variable declared before", "declare -x GIT_DIR=/x; git push -f origin hotfix"],
    ["an unknown variable exported before", "export $x; git push -f origin hotfix"],
    ["an unknown word", "git push --force origin release/$1"],
    ["an unknown part", "git push --force origin release/$(date)"],
    ["a pattern of the shell", "git push --force origin release/*"],
    ["more operands from xargs", "echo main | xargs git push --force origin release/x"],
    ["an operand of find", "find . -exec git push --force origin release/x {} ;"],
    ["another user", "sudo git push --force origin release/x"],
    ["another machine", "ssh host git push --force origin release/x"],
    ["another root", "chroot /x git push --force origin release/x"],
    ["a file that it writes", "git push --force origin release/x > ~/.bashrc"],
    ["what feeds it", "cat x | git push --force origin release/x"],
    ["no feed where one is named", "psql -h db report"],
    ["a feed where none is named", "cat x | psql -h db dump"],
    ["another file than it may write", "psql -h db dump > src/x"],
    ["a file above the one it may write", "psql -h db dump > out/.."],
  ])("%s", (_name, line) => {
    expect(judge(line)).toContain("deny");
    expect(judge(line).join()).not.toContain("release-branches");
  });

  it.each([
    ["after it", "git push --force origin release/x; git push --force origin main"],
    ["before it", "git push --force origin main && git push --force origin release/x"],
    ["in it", "git push --force origin release/x $(git push --force origin main)"],
    [
      "in a function of its name",
      "git() { command git push --force origin main; }; git push -f origin hotfix",
    ],
    ["by an alias", "alias git='git push --force origin main;'; git push -f origin hotfix"],
    ["in a heredoc", "bash <<E\ngit push --force origin release/x\ngit push -f origin main\nE"],
  ])("a command %s", (_name, line) => expect(judge(line)).toContain("deny"));
});

it("tells one finding of each, however often both stand there", () => {
  const line = "git push -f origin hotfix; git push -f origin main;".repeat(20);
  expect(judge(line)).toEqual(["allow release-branches", "deny"]);
});

describe("whatever the command", () => {
  const words = [
    "--force",
    "-f",
    "origin",
    "release/x",
    "release/x:main",
    "main",
    "--",
    "--tags",
    "$x",
  ];
  const push = fc
    .array(fc.constantFrom(...words), { maxLength: 6 })
    .map((some) => `git push ${some.join(" ")}`);
  /** What the exception of the release branches means, said in another way. */
  const isMeant = (line: string): boolean => {
    const given = line
      .split(" ")
      .slice(2)
      .filter((word) => word !== "");
    const ended = given.indexOf("--");
    const isFlag = (word: string, at: number) => word.startsWith("-") && (ended < 0 || at < ended);
    const flags = given.filter(isFlag);
    const operands = given.filter((word, at) => !isFlag(word, at) && at !== ended);
    return (
      ended < 0 &&
      flags.length === 1 &&
      flags.every((flag) => flag === "--force" || flag === "-f") &&
      operands.join(" ") === "origin release/x"
    );
  };

  it("an exception takes away just what it means, of what the rule catches", () => {
    fc.assert(
      fc.property(fc.array(push, { minLength: 1, maxLength: 3 }), (lines) => {
        const caught = lines.filter((line) => judge(line, without).length > 0);
        // What is not known of one command could prepare the others.
        const isKnown = !lines.join().includes("$x");
        const passes = (line: string) => isKnown && isMeant(line);
        const expected = [
          ...(caught.some(passes) ? ["allow release-branches"] : []),
          ...(caught.every(passes) ? [] : ["deny"]),
        ];
        expect(judge(lines.join("; ")).toSorted()).toEqual(expected);
      }),
    );
  });
});
