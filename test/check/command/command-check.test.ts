import { patternsFor } from "../../../src/rule/look-up.ts";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import type { Action } from "../../../src/model/action.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

/** Every example of every command rule that ships. */
const EXAMPLES: readonly string[] = readdirSync("rules")
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file) => parse(readFileSync(`rules/${file}`, "utf8")).commands ?? [])
  .flatMap(({ examples: { deny, allow } }) => deny.concat(allow));

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
    ["GIT_PAGER=./x git log", ["ask command/unlisted", "ask command/escape-command"]],
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

  it("does not grow with rules about other programs, or about other verbs of one", () => {
    const sought = (program: string, ...operands: string[]) =>
      patternsFor(
        {
          program,
          operands: operands.map((operand) => [operand]),
          invocation: { via: [], assignments: [], redirects: [] },
        },
        standard,
      ).length;
    expect(sought("git", "push")).toBeGreaterThan(sought("git", "status"));
    expect(sought("git", "status")).toBeLessThan(10);
    expect(sought("ls")).toBeLessThan(1);
  });

  it("loses no rule by its index: every pattern is found for whatever it matches", () => {
    const everywhere = {
      ...standard,
      index: {
        ...standard.index,
        programs: "",
        programGlobs: {
          "*": standard.commands
            .flatMap(({ patterns }, rule) => patterns.map((_, pattern) => `${rule}.${pattern}`))
            .join(" "),
        },
      },
    };
    expect(EXAMPLES.length).toBeGreaterThan(500);
    for (const line of EXAMPLES) expect(told(line, standard)).toEqual(told(line, everywhere));
  });
});
