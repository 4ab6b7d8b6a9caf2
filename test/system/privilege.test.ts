import { statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { destructiveEvent, innocentEvent, toolEvent } from "./events.ts";
import { CASEY, GUARD, KEYS, openInstalled, SPOOL, STRANGER, type Installed } from "./installed.ts";

describePrivate("the installed guard, run by an ordinary user", () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
    await system.ask(innocentEvent());
  }, 120_000);
  afterAll(() => system?.close());

  test("passes an innocent command and denies a destructive one", async () => {
    expect(await system.ask(innocentEvent())).toMatchObject({ code: 0, stdout: "", stderr: "" });
    const denied = await system.ask(destructiveEvent());
    expect(denied.code).toBe(2);
    expect(denied.stderr).toMatch(/^Toolgate denied this: .+\n$/);
    expect(JSON.parse(denied.stdout)).toMatchObject({
      hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "deny" },
    });
  });

  test("records the true uid at integrity setgid, whatever the environment says", async () => {
    const env = { USER: "root", LOGNAME: "root", HOME: "/root", SUDO_UID: "0" };
    const event = toolEvent("Bash", { command: "echo who-am-i" });
    expect((await system.ask(event, { env })).code).toBe(0);
    const line = system.readRecords(STRANGER).at(-1);
    expect(line?.uid).toBe(STRANGER);
    expect(line?.text).toContain("echo who-am-i");
    expect(line?.text).toContain('"integrity":"setgid"');
  });

  test("names a user whom the user database knows", async () => {
    await system.ask(innocentEvent(), { user: CASEY });
    expect(system.readRecords(CASEY).at(-1)?.text).toContain('"casey"');
  });

  test("gives every user a segment of his own, in the group that only the guard has", async () => {
    await system.ask(innocentEvent(), { user: CASEY });
    const gid = Number((await system.must("stat", "-c", "%g", SPOOL)).trim());
    for (const user of [STRANGER, CASEY]) {
      const { uid, gid: group, mode } = statSync(system.outside(`${SPOOL}/${user}.seg`));
      expect({ uid, group, others: mode & 0o007 }).toEqual({ uid: user, group: gid, others: 0 });
    }
  });

  test.for([
    ["list the spool", ["ls", SPOOL]],
    ["read his segment", ["cat", `${SPOOL}/${STRANGER}.seg`]],
    ["append to his segment", ["sh", "-c", `echo forged >>${SPOOL}/${STRANGER}.seg`]],
    ["truncate his segment", ["truncate", "-s", "0", `${SPOOL}/${STRANGER}.seg`]],
    ["delete his segment", ["rm", "-f", `${SPOOL}/${STRANGER}.seg`]],
    ["make his segment readable", ["chmod", "0666", `${SPOOL}/${STRANGER}.seg`]],
    ["read another's segment", ["cat", `${SPOOL}/0.seg`]],
    ["plant a file in the spool", ["touch", `${SPOOL}/planted`]],
    ["read the key", ["cat", `${KEYS}/spool.key`]],
    ["list the keys", ["ls", KEYS]],
    ["replace the guard", ["sh", "-c", `: >${GUARD}`]],
    ["change the rules", ["sh", "-c", "echo >>/etc/claude-code/hooks/rules/policy.yaml"]],
    ["change the settings", ["rm", "-f", "/etc/claude-code/managed-settings.d/50-toolgate.json"]],
  ] as const)("the user cannot %s", async ([, command]) => {
    const before = system.readRecords(STRANGER).length;
    const result = await system.run(command, { user: STRANGER });
    expect(result.code).not.toBe(0);
    expect(result.stderr).toMatch(/Permission denied|Operation not permitted/);
    expect(system.readRecords(STRANGER)).toHaveLength(before);
  });

  test("denies under no_new_privs, and says that the setgid bit did not take", async () => {
    const result = await system.ask(innocentEvent(), { noNewPrivileges: true });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/setgid/);
  });

  test("denies when the segment's place is taken by a link to a file of the user's", async () => {
    await system.must("sh", "-c", `rm -f ${SPOOL}/777.seg; ln -s /tmp/elsewhere ${SPOOL}/777.seg`);
    expect((await system.ask(innocentEvent(), { user: 777 })).code).toBe(2);
  });

  test("keeps records whole when many guards of one user write at once", async () => {
    const before = system.readRecords(STRANGER).length;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => system.ask(innocentEvent())),
    );
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 0));
    expect(system.readRecords(STRANGER)).toHaveLength(before + 12);
  });
});
