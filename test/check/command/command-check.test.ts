import { readPositions } from "../../../src/rule/rule-index.ts";
import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import type { Action } from "../../../src/model/action.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

const standard = buildRules("rules", { profile: "standard" });
const strict = buildRules("rules", { profile: "strict" });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

function toAction(line: string): Action {
  const at = { field: "tool_input.command" };
  const surfaces = walkCommand(line).invocations.map(
    (invocation) => ({ kind: "command", invocation, at }) as const,
  );
  return { surfaces, coverage: { complete: true, gaps: [] } };
}

const find = (line: string, rules = standard) =>
  commandCheck.inspect(toAction(line), rules, machine);
const told = (line: string, rules = standard) =>
  find(line, rules).map(({ rule, outcome }) => `${outcome} ${rule}`);

describe("in the standard profile", () => {
  it.each([
    "git status && git log --oneline | head",
    "curl -s https://example.com/api | jq .",
    "git rebase main",
    "npm install && npm test",
    "docker ps",
    "python3 -c 'print(1)'",
    "rm -rf node_modules dist",
    'for f in *.ts; do wc -l "$f"; done',
    "FOO=1 BAR=2 make -j4",
    "cat <<'EOF' > notes.md\nrm -rf /\nEOF",
  ])("is silent on %s", (line) => {
    expect(told(line)).toEqual([]);
  });

  it.each([
    "sudo -u root env A=1 timeout 5 rm -rf /",
    "bash -lc 'cd x && rm -rf /'",
    "echo cm0gLXJmIC8= | base64 -d | sh",
    "find . -exec rm -rf / ;",
    "true || (r''m -rf /usr/..//)",
  ])("finds the command in %s", (line) => {
    expect(told(line)).toContain("deny command/rm-root");
  });

  it("says one thing once, however often it stands there", () => {
    expect(find("rm -rf /;".repeat(300))).toHaveLength(1);
  });

  it("shows the rule's pattern, never the command", () => {
    const [finding] = find("git push --force https://user:hunter2@example.com/x");
    expect(finding?.evidence.masked).toBe("git push {--force,-f}");
    expect(JSON.stringify(finding)).not.toContain("hunter2");
  });

  it("gives the field, a reason and advice", () => {
    expect(find("git push -f")[0]).toMatchObject({
      rule: "command/git-push-force",
      check: "command",
      outcome: "deny",
      severity: "high",
      at: { field: "tool_input.command" },
      instead: "use git push --force-with-lease",
    });
  });

  it("is not misled by names that every object has", () => {
    expect(told("constructor; toString --x; __proto__ -f x; hasOwnProperty")).toEqual([]);
  });
});

describe("in the strict profile", () => {
  it.each([
    ["git status", []],
    ["npm test | tail -5", []],
    ["timeout 60 pytest -x", []],
    ["git push origin main", ["ask command/strict-ask"]],
    ["terraform plan", ["ask command/strict-ask"]],
    ["curl https://example.com", ["deny command/strict-network"]],
    ["git rebase main", ["deny command/strict-git"]],
    ["git commit -nm x", ["deny command/strict-git"]],
    ["git reset --hard", ["deny command/git-discard"]],
    ["frobnicate", ["ask command/unlisted"]],
    ["/tmp/git status", ["ask command/unlisted"]],
    ["/usr/bin/git status", []],
    ["GIT_PAGER=./x git log", ["ask command/unlisted"]],
    ["NODE_OPTIONS='-r ./x' npm test", ["ask command/unlisted"]],
    ["find . -exec frob {} +", ["ask command/unlisted"]],
    ["rm -rf /tmp/x", ["deny command/strict-destruction"]],
  ])("%s gives %j", (line, expected) => {
    expect(told(line, strict)).toEqual(expected);
  });

  it("asks of a line when one command in it is not listed", () => {
    expect(told("git status && frobnicate", strict)).toEqual(["ask command/unlisted"]);
  });
});

describe("cost", () => {
  it("stays linear in hostile lines", () => {
    const start = performance.now();
    find("x | sh;".repeat(2000));
    find(`rm -r ${"a ".repeat(20_000)}`);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it("does not grow with rules about other programs", () => {
    const [rule] = standard.commands;
    if (rule === undefined) throw new Error("no rule");
    const patterns = standard.commands.flatMap((each) => each.patterns).length;
    const ofGit = readPositions(standard.index.programs["git"] ?? "");
    expect(ofGit.length).toBeGreaterThan(5);
    expect(ofGit.length).toBeLessThan(patterns / 4);
    expect(standard.index.programs["ls"]).toBeUndefined();
  });
});
