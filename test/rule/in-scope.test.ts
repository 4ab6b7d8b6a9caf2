import { describe, expect, it } from "vitest";
import type { HookEvent } from "../../src/model/event.ts";
import type { Scope } from "../../src/model/rule.ts";
import { compileScope } from "../../src/rule/build/compile/compile-scope.ts";
import type { ScopeSource } from "../../src/rule/build/schema/meta.ts";
import { isInScope } from "../../src/rule/in-scope.ts";
import { readStanding, type Witnesses } from "../../src/rule/read-standing.ts";

const GROUPS = "root:x:0:\ndev:x:1000:\ncontractors:x:2000:other,sam\nops:x:3000:\n";

function witnesses(
  changes: Partial<Witnesses> = {},
  groups: string | undefined = GROUPS,
): Witnesses {
  return {
    actor: { uid: 1000, user: "Sam", host: "build-7" },
    machine: {
      home: "/home/sam",
      realPath: (path) => path.replace("/home/sam/link", "/srv/payments"),
      readText: (path) =>
        path === "/etc/group" && groups !== undefined
          ? { text: groups, complete: true }
          : undefined,
    },
    groupIds: () => [1000, 3000],
    ...changes,
  };
}

function eventOf(changes: Partial<HookEvent> = {}): HookEvent {
  return {
    name: "PreToolUse",
    sessionId: undefined,
    cwd: "/home/sam/code/payments/src",
    transcriptPath: undefined,
    promptId: undefined,
    permissionMode: "acceptEdits",
    agentId: undefined,
    agentType: undefined,
    tool: undefined,
    response: undefined,
    body: {},
    bytes: 2,
    ...changes,
  };
}

/** How a rule that denies and an exception of this scope hold: `DENY EXCEPT`. */
function holds(source: ScopeSource, event = eventOf(), who = witnesses()): string {
  const scope: Scope = compileScope(source);
  const standing = readStanding(event, who);
  const says = (when: "holds" | "holds not") => (isInScope(scope, standing, when) ? "yes" : "no");
  return `${says("holds")} ${says("holds not")}`;
}

describe("a scope", () => {
  it("that is not there is everywhere", () => {
    const standing = readStanding(eventOf({ cwd: undefined }), witnesses());
    expect(isInScope(undefined, standing, "holds not")).toBe(true);
  });

  it.each<[string, ScopeSource, string]>([
    ["the user, whatever its case", { users: ["sam"] }, "yes yes"],
    ["another user", { users: ["root", "sa"] }, "no no"],
    ["the host by a glob", { hosts: ["build-*"] }, "yes yes"],
    ["another host", { hosts: ["laptop-*"] }, "no no"],
    ["a group by the kernel's word", { groups: ["ops"] }, "yes yes"],
    ["the user's own group", { groups: ["dev"] }, "yes yes"],
    ["a group of others", { groups: ["root"] }, "no no"],
    ["a repository and all that lies in it", { repositories: ["~/code/payments"] }, "yes yes"],
    ["repositories by a glob", { repositories: ["/home/*/code/{payments,shop}/**"] }, "yes yes"],
    ["a repository whose name only begins like it", { repositories: ["~/code/pay"] }, "no no"],
    ["the main agent", { agents: ["main"] }, "yes yes"],
    ["a subagent", { agents: ["reviewer"] }, "no no"],
    ["the permission mode", { permission_modes: ["acceptEdits"] }, "yes yes"],
    ["another permission mode", { permission_modes: ["plan"] }, "no no"],
    ["two lists that both match", { users: ["sam"], hosts: ["build-7"] }, "yes yes"],
    ["two lists of which one does not match", { users: ["sam"], hosts: ["x"] }, "no no"],
  ])("of %s", (_name, scope, expected) => expect(holds(scope)).toBe(expected));

  it("of a group takes the members that the group lists", () => {
    const other = witnesses({ actor: { uid: 1000, user: "other", host: "h" } });
    expect(holds({ groups: ["contractors"] }, eventOf(), other)).toBe("yes yes");
  });

  it("of a subagent is about its type", () => {
    const event = eventOf({ agentId: "a1", agentType: "Reviewer" });
    expect(holds({ agents: ["review*"] }, event)).toBe("yes yes");
    expect(holds({ agents: ["main"] }, event)).toBe("no no");
  });
});

describe("where a fact is unknown, a rule holds and an exception does not", () => {
  it.each<[string, ScopeSource, Partial<HookEvent>, Partial<Witnesses>]>([
    ["no directory", { repositories: ["/srv"] }, { cwd: undefined }, {}],
    ["a directory that is not absolute", { repositories: ["/srv"] }, { cwd: "srv" }, {}],
    ["no permission mode", { permission_modes: ["plan"] }, { permissionMode: undefined }, {}],
    ["a subagent without a type", { agents: ["x"] }, { agentId: "a1" }, {}],
    [
      "a subagent that calls itself main",
      { agents: ["main"] },
      { agentId: "a1", agentType: "Main" },
      {},
    ],
    [
      "a user id without a name",
      { users: ["sam"] },
      {},
      { actor: { uid: 7, user: "uid:7", host: "h" } },
    ],
    ["a group without a name", { groups: ["contractors"] }, {}, { groupIds: () => [1000, 4242] }],
    ["no group ids", { groups: ["ops"] }, {}, { groupIds: () => undefined }],
  ])("%s", (_name, scope, ...[event, who]) => {
    expect(holds(scope, eventOf(event), witnesses(who))).toBe("yes no");
  });

  it("no file of groups", () => {
    const who = witnesses();
    const machine = { ...who.machine, readText: () => undefined };
    expect(holds({ groups: ["ops"] }, eventOf(), { ...who, machine })).toBe("yes no");
  });

  it("but not where another list says no", () => {
    const scope = { repositories: ["/srv"], users: ["root"] };
    expect(holds(scope, eventOf({ cwd: undefined }))).toBe("no no");
  });

  it.each([
    ["leads into the repository", { repositories: ["/srv/payments"] }],
    ["stands in the repository and leads out of it", { repositories: ["~/link"] }],
    ["goes up out of the repository", { repositories: ["/home/sam/link/sub"] }],
  ])("a directory that %s", (_name, scope) => {
    const cwd =
      scope.repositories[0] === "/home/sam/link/sub" ? "/home/sam/link/sub/.." : "/home/sam/link";
    expect(holds(scope, eventOf({ cwd }))).toBe("yes no");
  });
});

it("asks the disk only where a scope needs it", () => {
  const asked: string[] = [];
  const machine = {
    home: "/home/sam",
    realPath: (path: string) => (asked.push(path), path),
    readText: (path: string) => (asked.push(path), { text: GROUPS, complete: true }),
  };
  const standing = readStanding(eventOf(), witnesses({ machine }));
  isInScope({ users: ["sam"], agents: ["main"] }, standing, "holds");
  expect(asked).toEqual([]);
  isInScope({ groups: ["ops"], repositories: ["/home/**"] }, standing, "holds");
  isInScope({ groups: ["ops"], repositories: ["/srv/**"] }, standing, "holds");
  expect(asked).toEqual(["/etc/group", "/home/sam/code/payments/src"]);
});
