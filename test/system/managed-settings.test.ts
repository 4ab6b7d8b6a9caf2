import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readHostileVariables } from "./hostile-variables.ts";
import { repository } from "./namespace.ts";

const settings = JSON.parse(
  readFileSync(path.join(repository, "hooks/managed-settings.json"), "utf8"),
);

describe("hooks/managed-settings.json", () => {
  test("arms every event in exec form, for every tool, with a timeout and failing closed", () => {
    const guard = {
      type: "command",
      command: "/etc/claude-code/hooks/guard",
      args: [],
      timeout: 10,
      onFailure: "block",
    };
    expect(Object.keys(settings.hooks)).toContain("PreToolUse");
    for (const groups of Object.values(settings.hooks)) {
      expect(groups).toEqual([{ matcher: "*", hooks: [guard] }]);
    }
  });

  test("leaves the end of a turn alone: there a failing hook would send the agent on", () => {
    expect(Object.keys(settings.hooks)).not.toEqual(expect.arrayContaining(["Stop"]));
    expect(Object.keys(settings.hooks)).not.toEqual(expect.arrayContaining(["SubagentStop"]));
  });

  test("closes what hooks do not see", () => {
    expect(settings).toMatchObject({
      requiredMinimumVersion: "2.1.312",
      allowManagedHooksOnly: true,
      disableSkillShellExecution: true,
      permissions: { disableBypassPermissionsMode: "disable" },
    });
    expect(settings.permissions.deny).toEqual(
      expect.arrayContaining(["Read(~/.ssh/**)", "Read(//**/.env)"]),
    );
  });

  test("blanks exactly the variables that hooks/hostile-env.json says", () => {
    const blank = readHostileVariables().filter(({ treatment }) => treatment === "blank");
    expect(settings.env).toEqual(Object.fromEntries(blank.map(({ name }) => [name, ""])));
  });

  test("leaves the session what its own tools need", () => {
    for (const name of ["PATH", "HOME", "TZ", "LANG", "NODE_EXTRA_CA_CERTS", "HTTPS_PROXY"]) {
      expect(settings.env).not.toHaveProperty(name);
    }
  });

  test("knows every variable that the pinned runtime reads", () => {
    const script = path.join(repository, "scripts/hostile-env.mjs");
    expect(() =>
      execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" }),
    ).not.toThrow();
  });
});
