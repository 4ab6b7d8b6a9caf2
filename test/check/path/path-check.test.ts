import { describe, expect, it } from "vitest";
import { pathCheck } from "../../../src/check/path/path-check.ts";
import type { Access, PathSurface } from "../../../src/model/action.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { allPositions } from "../../../src/rule/position-table.ts";

const rules = buildRules("rules", { profile: "standard" });
const links = new Map([
  ["/home/dev/project/L", "/etc/ssh"],
  ["/home/dev/project/notes.pub", "/home/dev/.ssh/id_rsa"],
  ["/home/dev/project/data", "/etc/cron.d/x"],
]);
const machine = {
  home: "/home/dev",
  realPath: (path: string) => links.get(path) ?? path,
  readText: () => undefined,
};

function told(access: Access, ...paths: string[]): string[] {
  const surfaces = paths.map((path): PathSurface => ({
    kind: "path",
    access,
    written: path,
    path,
    at: { field: "tool_input.file_path" },
  }));
  const action = { surfaces, coverage: { complete: true, gaps: [] } };
  return pathCheck.inspect(action, rules, machine).map(({ rule, outcome }) => `${outcome} ${rule}`);
}

describe("pathCheck", () => {
  it.each([
    ["read", "/home/dev/.ssh/id_rsa", "deny path/secret-store"],
    ["mention", "/home/dev/.aws/credentials", "deny path/secret-store"],
    ["read", "/home/dev/project/notes.pub", "deny path/secret-store"],
    ["read", "/home/dev/project/.env", "deny path/env-file"],
    ["write", "/home/dev/project/.env", "ask path/env-file-change"],
    ["write", "/home/dev/project/data", "deny path/system-write"],
    ["write", "/dev/sda", "deny path/device-write"],
    ["write", "/home/dev/.bashrc", "ask path/startup-file"],
    ["write", "/home/dev/project/.claude/settings.json", "ask path/claude-settings"],
    ["mention", "/run/toolgate/proofs/x", "deny path/toolgate"],
  ] as const)("%s %s: %s", (access, path, expected) => {
    expect(told(access, path)).toEqual([expected]);
  });

  it("names every rule that a mention breaks: what reads the spool may change it too", () => {
    expect(told("mention", "/var/spool/toolgate/1000.seg")).toEqual([
      "deny path/toolgate",
      "deny path/toolgate-secrets",
    ]);
  });

  it.each([
    ["read", "/home/dev/project/src/index.ts"],
    ["write", "/home/dev/project/README.md"],
    ["read", "/etc/hosts"],
    ["read", "/etc/claude-code/managed-settings.json"],
    ["mention", "/home/dev/project/constructor"],
    ["mention", "/home/dev/project/*"],
    ["write", "/dev/null"],
    ["delete", "/tmp/x"],
    ["mention", "/"],
  ] as const)("%s %s: nothing", (access, path) => {
    expect(told(access, path)).toEqual([]);
  });

  it.each([
    ["/home/dev/project/L/../shadow", "/home/dev/project/shadow"],
    ["/home/dev/project/x/../L/../shadow", "/home/dev/project/shadow"],
    ["/home/dev/project/L/../s*adow", "/home/dev/project/s*adow"],
  ])("follows %s behind the link", (unresolved, path) => {
    const surface: PathSurface = {
      kind: "path",
      access: "read",
      written: path,
      path,
      unresolved,
      at: { field: "f" },
    };
    const action = { surfaces: [surface], coverage: { complete: true, gaps: [] } };
    const [finding] = pathCheck.inspect(action, rules, machine);
    expect(finding?.rule).toBe("path/secret-store");
    const plain = { ...surface, unresolved: unresolved.replace("/L/", "/M/") };
    expect(pathCheck.inspect({ ...action, surfaces: [plain] }, rules, machine)).toEqual([]);
  });

  it("resolves a link in front of a wildcard", () => {
    expect(told("read", "/home/dev/project/L/ssh_host_*_key")).toEqual(["deny path/secret-store"]);
    expect(told("read", "/home/dev/project/M/ssh_host_*_key")).toEqual([]);
  });

  it("says one thing once, and each thing that is true", () => {
    const both = told("delete", "/etc", "/etc/passwd", "/etc/hosts", "/home/dev/.ssh/id_rsa");
    expect(both.toSorted()).toEqual([
      "deny path/secret-store",
      "deny path/system-delete",
      "deny path/system-write",
    ]);
  });

  it("finds by the index whatever a walk over all rules finds", () => {
    const everywhere = {
      ...rules.index,
      segments: "",
      floating: [...allPositions(rules.index.segments), rules.index.floating].join(" "),
    };
    for (const path of [
      "/etc/shadow",
      "/home/x/.kube/config",
      "/a/b.key",
      "/a/.env.local",
      "/proc/1/environ",
      "/srv/a",
    ]) {
      const surface: PathSurface = {
        kind: "path",
        access: "read",
        written: path,
        path,
        at: { field: "f" },
      };
      const action = { surfaces: [surface], coverage: { complete: true, gaps: [] } };
      const indexed = pathCheck.inspect(action, rules, machine);
      const all = pathCheck.inspect(action, { ...rules, index: everywhere }, machine);
      expect(indexed.map(({ rule }) => rule)).toEqual(all.map(({ rule }) => rule));
    }
  });
});
