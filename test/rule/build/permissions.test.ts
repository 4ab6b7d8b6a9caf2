import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintSources } from "../../../src/rule/build/lint/lint-sources.ts";
import { readSources } from "../../../src/rule/build/source/read-sources.ts";
import { buildWith, mistakesOf, NOW } from "./build-with.ts";
import { withRules } from "./with-rules.ts";

const POLICY = "policy: { profile: standard, mode: enforce }\n";

function fileWith(lists: string): Record<string, string> {
  const text = `permissions:
  - id: permission/agent
    why: the agent only reads
    instead: ask
    severity: medium
    maturity: stable
${lists.replaceAll(/^/gm, "    ")}
    examples: { deny: [git push origin main], allow: [ls] }
`;
  return { "policy.yaml": POLICY, "permissions.yaml": text };
}

function build(lists: string) {
  const [rule] = buildWith(fileWith(lists), { profile: "standard" }).permissions;
  return rule;
}

describe("a permission rule", () => {
  it("denies what it does not name as soon as it allows something", () => {
    expect(build("allow: [git:read on repos/*]")).toMatchObject({
      outcome: "deny",
      otherwise: "deny",
      otherwiseCommands: "none",
    });
  });

  it("says nothing of what it does not name where it only denies or asks", () => {
    expect(build("deny: [git:push on *]")).toMatchObject({ outcome: "deny", otherwise: "none" });
    expect(build("ask: [git:push on *]")).toMatchObject({ outcome: "ask", otherwise: "none" });
  });

  it("asks about what needs approval, in either spelling", () => {
    const entry = "action: git:push on *\n    requires_approval: true";
    expect(build(`policies:\n  - ${entry}`)).toEqual(
      expect.objectContaining({ entries: [expect.objectContaining({ outcome: "ask" })] }),
    );
    expect(build("ask: [git:push on *]")?.entries[0]?.outcome).toBe("ask");
  });

  it("expands braces, and compares in lower case", () => {
    expect(build("deny: ['git:{push,merge} on repos/Acme/*']")?.entries).toEqual([
      {
        names: ["git:push", "git:merge"],
        resources: ["repos/acme/*"],
        outcome: "deny",
        source: "git:{push,merge} on repos/Acme/*",
      },
    ]);
  });
});

describe("a permission rule does not build", () => {
  it.each([
    [
      "without on",
      "allow: [git:push repos/*]",
      `7:13: allow: must be "OPERATION on RESOURCE"; did you mean "git:push on repos/*"?`,
    ],
    [
      "without a resource",
      "allow: [git:push]",
      `7:13: allow: must be "OPERATION on RESOURCE"; did you mean "git:push on *"?`,
    ],
    [
      "of no prefix",
      "deny: [push on *]",
      `7:12: deny: no operation is called "push": it is PREFIX:NAME, as git:push or aws:ecs:UpdateService`,
    ],
    [
      "of another prefix",
      "deny: [gitt:push on *]",
      `7:12: deny: no operation begins with "gitt": did you mean "git"?`,
    ],
    [
      "of git with another name",
      "deny: [git:pusch on *]",
      `7:12: deny: there is no operation "git:pusch": did you mean "git:push"?`,
    ],
    [
      "of aws without its service",
      "deny: [aws:UpdateService on *]",
      `7:12: deny: "aws:UpdateService" is not of the form aws:SERVICE:Operation`,
    ],
    [
      "on what it never is done to",
      "deny: [git:push on branches/main]",
      `7:12: deny: no resource of git is called "branches/main": it begins with repos/* or api/*`,
    ],
    [
      "on a name that is no ARN",
      "ask: ['aws:ecs:* on service/prod-*']",
      `7:11: ask: no resource of aws is called "service/prod-*": it begins with arn:*`,
    ],
    [
      "that stops nothing",
      "allow: [git:read on *]\notherwise: none",
      "2:9: permission/agent: it stops nothing: name what it asks about or denies, or say otherwise: deny",
    ],
    [
      "that is empty",
      "scope: { agents: [x] }",
      "2:9: permission/agent: it stops nothing: name what it asks about or denies, or say otherwise: deny",
    ],
    [
      "with an outcome of its own",
      "outcome: deny\nallow: [git:read on *]",
      "7:14: permission/agent: outcome: a permission rule has its outcomes in allow, ask, deny and otherwise",
    ],
    [
      "with a word that is none",
      "deny: [git:push on *]\notherwise: allow",
      `8:16: permission/agent: otherwise: must be none or ask or deny`,
    ],
    [
      "with an unknown key",
      "deny: [git:push on *]\nalow: []",
      `8:5: unknown key "alow", did you mean "allow"?`,
    ],
    [
      "with an unknown key in an entry",
      "ask:\n  - { action: git:push on *, require_approval: true }",
      `8:34: unknown key "require_approval", did you mean "requires_approval"?`,
    ],
    [
      "in a scope that nobody is in",
      "deny: [git:push on *]\nscope: { agents: [] }",
      `8:22: permission/agent: scope.agents: must not be empty`,
    ],
  ])("%s", (_title, lists, expected) => {
    expect(mistakesOf(fileWith(lists))).toEqual([`permissions.yaml:${expected}`]);
  });

  it("with approval below a text: the text is the action's", () => {
    const lists = "policies:\n  - git:push on repos/*\n    requires_approval: true";
    expect(mistakesOf(fileWith(lists))).toEqual([
      `permissions.yaml:8:9: a text that has keys below it is the value of a key itself: "- action: …"; a key stands on one line`,
    ]);
  });

  it("where an example says otherwise", () => {
    expect(mistakesOf(fileWith("deny: [git:merge on *]")).join()).toContain(
      "is not caught by its rule",
    );
  });

  it("with an exception: the rule itself is the place", () => {
    const exception = `exceptions:
  - id: release
    rule: permission/agent
    owner: Release
    reason: a release
    expires: 2027-01-01
    match: { run: [git push origin release] }
    examples: { allow: [git push origin release], deny: [git push origin main] }
`;
    const files = { ...fileWith("allow: [git:read on *]"), "exceptions.yaml": exception };
    expect(mistakesOf(files)).toEqual([
      `exceptions.yaml:3:11: rule: "permission/agent" has no exceptions: allow the operation in the rule itself`,
    ]);
  });
});

describe("lint", () => {
  const warnings = (lists: string) =>
    withRules(fileWith(lists), (directory) => lintSources(readSources(directory), NOW)).map(
      ({ problem }) => problem,
    );

  it("names an entry that allows what another takes back", () => {
    expect(warnings("allow: [git:push on repos/a/*]\nask: ['git:* on repos/*']")).toEqual([
      "permission/agent: another entry of the rule asks about all of this or denies it: take one out",
    ]);
  });

  it("says nothing of entries that narrow one another", () => {
    expect(
      warnings("allow: [git:push on repos/*]\ndeny: [git:push on repos/*/branches/main]"),
    ).toEqual([]);
  });
});

describe("docs/examples/permissions.company.yaml", () => {
  const text = readFileSync("docs/examples/permissions.company.yaml", "utf8");

  it("builds as a drop-in beside the programs that ship, with the three agents", () => {
    const shipped = { "policy.yaml": "rules/policy.yaml", "programs.yaml": "rules/programs.yaml" };
    const { permissions } = buildWith({ ...shipped, "rules.d/50-permissions.yaml": text });
    expect(permissions.map(({ id, scope }) => [id, scope?.agents])).toEqual([
      ["permission/code-reviewer", ["code-reviewer"]],
      ["permission/ci-runner", ["ci-runner"]],
      ["permission/support-bot", ["support-bot"]],
    ]);
  });
});
