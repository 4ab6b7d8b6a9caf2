import { describe, expect, it } from "vitest";
import type { HookEvent } from "../../src/model/event.ts";
import type { Scope } from "../../src/model/rule.ts";
import { compileScope, findScopeMistakes } from "../../src/rule/build/compile/compile-scope.ts";
import type { ScopeSource } from "../../src/rule/build/schema/meta.ts";
import { isInScope } from "../../src/rule/in-scope.ts";
import { readStanding, TAG_FILE, type Witnesses } from "../../src/rule/read-standing.ts";

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

/** A machine with these files, and the user's directory a clone of what they say. */
function withFiles(files: Readonly<Record<string, string>>): Witnesses {
  const who = witnesses();
  const readText = (path: string) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? undefined : { text, complete: true };
  };
  return { ...who, machine: { ...who.machine, readText } };
}

describe("a scope of remotes", () => {
  const GIT = "/home/sam/code/payments/.git";
  const cloneOf = (config: string) =>
    withFiles({ [`${GIT}/HEAD`]: "ref: refs/heads/main\n", [`${GIT}/config`]: config });
  const remote = (name: string, url: string) => `[remote "${name}"]\n\turl = ${url}\n`;
  const acme = { remotes: ["github.com/acme/*"] };

  it.each([
    ["https", "https://github.com/Acme/app.git"],
    ["https with a user and a port", "https://u:p@github.com:443/acme/app"],
    ["ssh", "ssh://git@github.com/acme/app.git"],
    ["scp-like", "git@github.com:acme/app.git"],
    ["git", "git://github.com/acme/app"],
  ])("knows a remote by its %s URL", (_name, url) => {
    expect(holds(acme, eventOf(), cloneOf(remote("origin", url)))).toBe("yes yes");
  });

  it.each([
    ["another owner", remote("origin", "https://github.com/acme-evil/app"), "no no"],
    ["another host", remote("origin", "https://github.com.example.com/acme/app"), "no no"],
    [
      "the owner's name in a path",
      remote("origin", "https://example.com/github.com/acme/app"),
      "no no",
    ],
    ["a path on this machine", remote("origin", "/srv/github.com/acme/app"), "no no"],
    ["no remote", "[core]\n\tbare = false\n", "no no"],
    [
      "one remote of several",
      remote("a", "git@example.com:x/y") + remote("b", "git@github.com:acme/y"),
      "yes no",
    ],
    [
      "a configuration that includes another",
      `${remote("o", "git@example.com:x/y")}[include]\n\tpath = z\n`,
      "yes no",
    ],
  ])("of %s", (_name, config, expected) => {
    expect(holds(acme, eventOf(), cloneOf(config))).toBe(expected);
  });

  it("takes an owner for all that is the owner's", () => {
    const who = cloneOf(remote("origin", "git@github.com:acme/app.git"));
    expect(holds({ remotes: ["github.com/acme"] }, eventOf(), who)).toBe("yes yes");
    expect(holds({ remotes: ["github.com/acm"] }, eventOf(), who)).toBe("no no");
  });

  it("outside of every repository holds not, and without a directory restricts", () => {
    expect(holds(acme, eventOf(), withFiles({}))).toBe("no no");
    expect(holds(acme, eventOf({ cwd: undefined }), withFiles({}))).toBe("yes no");
  });
});

describe("a scope of tags", () => {
  const tagged = (text: string) => withFiles({ [TAG_FILE]: text });

  it.each([
    ["a tag of the machine", "# what this is\nBuild eu-west\nshared\n", "yes yes"],
    ["a tag behind others in its line", "eu-west build", "yes yes"],
    ["a tag in a remark", "# build", "no no"],
    ["another tag", "builder", "no no"],
    ["no tag at all", "", "no no"],
  ])("of %s", (_name, text, expected) => {
    expect(holds({ tags: ["build"] }, eventOf(), tagged(text))).toBe(expected);
  });

  it("restricts where IT has said nothing of the machine", () => {
    expect(holds({ tags: ["build"] }, eventOf(), withFiles({}))).toBe("yes no");
  });
});

describe("a scope that can never match", () => {
  it.each<[string, ScopeSource, string]>([
    ["a URL", { remotes: ["https://github.com/acme/app.git"] }, `write "github.com/acme/app"`],
    ["an scp-like URL", { remotes: ["git@github.com:acme/*"] }, `write "github.com/acme/*"`],
    ["a host alone", { remotes: ["github.com"] }, `write "github.com/*"`],
    ["a slash at the end", { remotes: ["github.com/acme/"] }, `write "github.com/acme"`],
    ["a tag with a slash", { tags: ["a/b"] }, `no name has a slash in it: "a/b"`],
    ["a blank tag", { tags: [" "] }, "a blank name matches nothing"],
  ])("by %s is a mistake", (_name, scope, problem) => {
    const [mistake, ...others] = findScopeMistakes(scope);
    expect(mistake?.problem).toContain(problem);
    expect(others).toEqual([]);
  });

  it("is none by names that can be", () => {
    expect(
      findScopeMistakes({ remotes: ["github.com/acme", "*/acme/*", "*"], tags: ["eu-*"] }),
    ).toEqual([]);
  });
});
