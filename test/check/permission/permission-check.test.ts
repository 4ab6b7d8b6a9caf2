import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { permissionCheck } from "../../../src/check/permission/permission-check.ts";
import type { Surface } from "../../../src/model/action.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { CLONE, CWD, machineWith } from "../../action/operation/support.ts";
import { buildWith } from "../../rule/build/build-with.ts";
import { EMPTY_BUNDLE } from "../empty-bundle.ts";

const AT = { field: "tool_input.command" };
const POLICY = "policy: { profile: standard, mode: enforce }\n";

/** The findings of a rule with these lists over surfaces. */
function judge(lists: string, surfaces: readonly Surface[]): readonly Finding[] {
  const text = `permissions:
  - id: permission/agent
    why: the agent only reads
    instead: ask
    severity: medium
    maturity: stable
    examples: { deny: ["git push x y"], allow: [ls] }
${lists.replaceAll(/^/gm, "    ")}
`;
  const { permissions } = buildWith(
    { "policy.yaml": POLICY, "permissions.yaml": text.replace(/examples:.*/, examplesFor(lists)) },
    { profile: "standard" },
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] }, cwd: CWD };
  return permissionCheck.inspect(action, { ...EMPTY_BUNDLE, permissions }, machineWith(CLONE));
}

/** Every rule has examples, and those are other tests' concern. */
function examplesFor(lists: string): string {
  const isForAll = lists.includes("otherwise_commands") || lists.includes("otherwise: deny");
  const caught =
    isForAll || /allow|policies/.test(lists) ? "helm rollback x" : "git push origin main";
  return `examples: { deny: ["${caught}"], allow: ["${lists.includes("_commands") ? "git status" : "ls"}"] }`;
}

function commands(line: string): Surface[] {
  return walkCommand(line).invocations.map((invocation) => ({
    kind: "command",
    invocation,
    at: AT,
  }));
}

/** What a command comes to: `none` where nothing is found. */
function outcome(lists: string, line: string): string {
  const [finding] = judge(lists, commands(line));
  return finding?.outcome ?? "none";
}

const CI = `policies:
  - git:read on repos/*
  - git:push on repos/*/branches/feature/*
  - aws:ecs:UpdateService on arn:aws:ecs:*:*:service/staging-*
  - { action: "aws:ecs:UpdateService on arn:aws:ecs:*:*:service/prod-*", requires_approval: true }`;

describe("an agent with a list of what it may do", () => {
  it.each([
    ["lets pass what is listed", "git fetch && git log", "none"],
    ["lets pass a push to a branch that is listed", "git push origin feature/y", "none"],
    ["lets pass the push of the branch that is checked out", "git push", "none"],
    ["lets pass commands that are no operation", "npm test && ls", "none"],
    ["denies a branch that is not listed", "git push origin main", "deny"],
    ["denies it beside one that is", "git push origin feature/y main", "deny"],
    ["denies it inside another program", "timeout 5 bash -c 'git push origin main'", "deny"],
    ["denies a branch that nobody knows", "git push origin $BRANCH", "deny"],
    ["denies a forced push of a listed branch", "git push -f origin feature/y", "deny"],
    ["denies the deletion of a listed branch", "git push origin :feature/y", "deny"],
    ["denies what no entry names", "kubectl get pods", "deny"],
    ["denies a program that nobody knows", "$TOOL push", "deny"],
    ["denies a verb that nobody knows", "git $VERB origin feature/y", "deny"],
    ["lets staging pass", "aws ecs update-service --service staging-api", "none"],
    ["asks for production", "aws ecs update-service --service prod-api", "ask"],
    ["asks for what could be production", "aws ecs update-service --service $S", "ask"],
    ["denies what is neither", "aws ecs update-service --service dev-api", "deny"],
    [
      "takes the strictest of a line",
      "git fetch; aws ecs update-service --service prod-a; git push origin main",
      "deny",
    ],
  ])("%s: %s", (_title, line, expected) => expect(outcome(CI, line)).toBe(expected));
});

describe("a list of what is denied", () => {
  const lists = "deny: [git:push on repos/*/branches/main, 'git:{delete,force-push} on *']";

  it.each([
    ["denies what is listed", "git push origin main", "deny"],
    ["denies it in whatever case", "git push origin Main", "deny"],
    ["denies what may be it", "git push origin $BRANCH", "deny"],
    ["denies it where the repository is unknown", "git push ../copy main", "deny"],
    ["lets other branches pass", "git push origin feature/y", "none"],
    ["lets other branches of an unknown repository pass", "git push ../copy feature/y", "none"],
    ["lets everything else pass", "kubectl get pods; $EDITOR file; git log", "none"],
  ])("%s: %s", (_title, line, expected) => expect(outcome(lists, line)).toBe(expected));
});

describe("what no entry names", () => {
  it("is asked about where the rule says so", () => {
    const lists = "allow: [git:read on repos/*]\notherwise: ask";
    expect(outcome(lists, "git push origin main")).toBe("ask");
    expect(outcome(lists, "git status")).toBe("none");
  });

  it("is denied although it is no operation where the rule says so", () => {
    const lists = "allow: [git:read on repos/*]\notherwise_commands: deny";
    expect(outcome(lists, "ls")).toBe("deny");
    expect(outcome(lists, "git status")).toBe("none");
  });
});

describe("tools", () => {
  const call = (tool: string, ...more: Surface[]): Surface[] => [
    { kind: "tool", tool, server: undefined, at: AT },
    ...more,
  ];
  const path: Surface = { kind: "path", access: "read", written: "x", path: "/srv/x", at: AT };
  const page: Surface = { kind: "url", url: "https://u:p@docs.example.com/a?b#c", at: AT };
  const lists = "allow: ['mcp:crm:get_* on servers/crm']";

  it.each([
    ["lets a listed tool pass", lists, call("mcp__crm__get_contact"), 0],
    ["denies another tool of that server", lists, call("mcp__crm__delete_contact"), 1],
    ["denies another server", lists, call("mcp__git__get_file"), 1],
    ["says nothing of files where no entry names them", lists, call("Read", path), 0],
    ["says nothing of pages where no entry names them", lists, call("WebFetch", page), 0],
    ["denies files that are not listed", "allow: [file:read on ~/*]", call("Read", path), 1],
    ["lets listed files pass", "allow: [file:read on /srv/*]", call("Read", path), 0],
    [
      "lets files of the home pass by ~",
      "allow: [file:read on ~/*]",
      call("Read", { ...path, path: "/home/dev/x" }),
      0,
    ],
    [
      "lets listed pages pass",
      "allow: ['web:fetch on https://docs.example.com/*']",
      call("WebFetch", page),
      0,
    ],
    [
      "denies other pages",
      "allow: ['web:fetch on https://docs.example.com/b*']",
      call("WebFetch", page),
      1,
    ],
    ["says nothing of an agent tool", lists, call("Task"), 0],
  ])("%s", (...[, rule, surfaces, count]) => expect(judge(rule, surfaces)).toHaveLength(count));
});

describe("a finding", () => {
  it("names the operation and the entry, and nothing of the input", () => {
    const [finding] = judge(CI, commands("git push origin s3cret-branch"));
    expect(finding).toMatchObject({
      rule: "permission/agent",
      check: "permission",
      why: "the agent only reads (git:push)",
      evidence: { masked: "otherwise: deny" },
    });
    expect(JSON.stringify(finding)).not.toContain("s3cret");
  });

  it("is one a rule and field, the strictest", () => {
    const line = "aws ecs update-service --service prod-a; git push origin main; kubectl get pods";
    expect(judge(CI, commands(line))).toHaveLength(1);
  });
});

it("asks the disk nothing where there is no permission rule", () => {
  const machine = {
    ...machineWith({}),
    readText: () => {
      throw new Error("asked");
    },
  };
  const action = {
    surfaces: commands("git push"),
    coverage: { complete: true, gaps: [] },
    cwd: CWD,
  };
  expect(permissionCheck.inspect(action, EMPTY_BUNDLE, machine)).toEqual([]);
  expect(permissionCheck.inspect(action, { ...EMPTY_BUNDLE, permissions: [] }, machine)).toEqual(
    [],
  );
});

it("takes time in proportion to the line", () => {
  const line = Array.from({ length: 2000 }, (_, n) => `git push origin feature/${n}`).join("; ");
  const surfaces = commands(line);
  const begun = performance.now();
  judge(CI, surfaces);
  expect(performance.now() - begun).toBeLessThan(5000);
});
