import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { destructiveEvent, innocentEvent } from "./events.ts";
import { GUARD, HOOKS, openInstalled, SPOOL, type Installed } from "./installed.ts";
import { placeProgram, runForwarder } from "./forwarder.ts";
import { INSTALLER } from "./namespace.ts";

const SETTINGS = "/etc/claude-code/managed-settings.d/50-toolgate.json";

describePrivate("install.sh --system", { timeout: 180_000 }, () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
  }, 120_000);
  afterAll(() => system?.close());

  /** Everything that an installation could touch, with modes, owners and content. */
  const snapshot = () =>
    system.must(
      "sh",
      "-c",
      `find /etc/claude-code /etc/toolgate /etc/systemd /var/lib/toolgate /etc/group /etc/passwd -printf '%p %m %u:%g %l\\n' | sort
       find /etc/claude-code /var/lib/toolgate -type f -printf '%p %i %T@\\n' | sort
       find /etc/claude-code /var/lib/toolgate -type f -exec sha256sum {} + | sort`,
    );

  test.for([
    [GUARD, "2755 root:toolgate"],
    [`${HOOKS}/toolgate`, "755 root:root"],
    [`${HOOKS}/layout.json`, "644 root:root"],
    [`${HOOKS}/rules`, "755 root:root"],
    [`${HOOKS}/rules/bundle.jsonl`, "644 root:root"],
    [SETTINGS, "644 root:root"],
    [SPOOL, "3730 toolgate:toolgate"],
    ["/var/lib/toolgate", "755 root:root"],
    ["/var/lib/toolgate/audit", "755 toolgate:toolgate"],
    ["/etc/toolgate", "700 root:root"],
    ["/etc/systemd/system/toolgate-forward.service", "644 root:root"],
    ["/var/lib/toolgate/keys", "750 root:toolgate"],
    ["/var/lib/toolgate/keys/spool.key", "640 root:toolgate"],
  ] as const)("gives %s the mode and owner %s", async ([path, expected]) => {
    expect((await system.must("stat", "-c", "%a %U:%G", path)).trim()).toBe(expected);
  });

  test("makes a user for the forwarder who cannot log in, in a group without members", async () => {
    const entry = (await system.must("getent", "passwd", "toolgate")).trim().split(":");
    expect([entry[5], entry[6]]).toEqual(["/nonexistent", expect.stringMatching(/\/nologin$/)]);
    expect((await system.must("getent", "group", "toolgate")).trim()).toMatch(/:$/);
  });

  test("says where hooks find the forwarder when they cannot reach the spool", async () => {
    const layout = JSON.parse(await system.must("cat", `${HOOKS}/layout.json`));
    expect(layout.intake).toBe("/run/toolgate/intake.sock");
  });

  test("lets the forwarder's user do what the forwarder does, and no more", async () => {
    await system.ask(innocentEvent());
    const program = await placeProgram(system, "stand-in-forwarder");
    expect(await runForwarder(system, program, "probe")).toMatchObject({ code: 0, stderr: "" });
    const toolgate = ["setpriv", "--reuid=toolgate", "--regid=toolgate", "--clear-groups"];
    for (const [command, target] of [
      ["cat", "/etc/toolgate/forward.env"],
      ["touch", `${HOOKS}/layout.json`],
      ["touch", "/var/lib/toolgate/keys/spool.key"],
      ["touch", "/var/lib/toolgate/x"],
    ] as const) {
      const { stderr } = await system.run([...toolgate, command, target]);
      expect(stderr).toContain("Permission denied");
    }
  });

  test("makes an installation of an earlier version the forwarder's", async () => {
    await system.must("sh", "-c", `chown root ${SPOOL} && chmod 2730 ${SPOOL}`);
    await system.must("rmdir", "/var/lib/toolgate/audit");
    await system.must("bash", INSTALLER, "--system", "--yes");
    const stat = await system.must("stat", "-c", "%a %U", SPOOL, "/var/lib/toolgate/audit");
    expect(stat).toBe("3730 toolgate\n755 toolgate\n");
  });

  test("makes one link to the guard for each hook's name", async () => {
    for (const name of ["secret-scan", "injection-guard", "command-guard", "audit-log"]) {
      expect((await system.must("readlink", `${HOOKS}/${name}`)).trim()).toBe("guard");
    }
  });

  test("changes nothing the second time, and says so", async () => {
    const before = await snapshot();
    expect(await system.must("bash", INSTALLER, "--system", "--yes")).toContain(
      "nothing to change",
    );
    expect(await snapshot()).toBe(before);
  });

  test("mends what was damaged", async () => {
    await system.must(
      "sh",
      "-c",
      `chmod 0755 ${GUARD}; rm ${HOOKS}/audit-log; echo >>${HOOKS}/rules/VERSION`,
    );
    await system.must("bash", INSTALLER, "--system", "--yes");
    expect((await system.must("stat", "-c", "%a", GUARD)).trim()).toBe("2755");
    expect((await system.ask(destructiveEvent())).code).toBe(2);
    expect((await system.ask(innocentEvent())).code).toBe(0);
    expect(await system.must("bash", INSTALLER, "--system", "--yes")).toContain(
      "nothing to change",
    );
  });

  test("never shows a running session half an installation", async () => {
    const flags = ["--system", "--yes", "--profile"];
    const installing = (async () => {
      for (const profile of ["observe", "standard"]) {
        await system.must("bash", INSTALLER, ...flags, profile);
      }
    })();
    const codes = new Set<number | undefined>();
    for (let count = 0; count < 40; count++) codes.add((await system.ask(innocentEvent())).code);
    await installing;
    expect([...codes]).toEqual([0]);
  });

  test("keeps the key when it is run again", async () => {
    const key = () => system.must("sha256sum", "/var/lib/toolgate/keys/spool.key");
    const before = await key();
    await system.must("bash", INSTALLER, "--system", "--yes", "--profile", "standard");
    expect(await key()).toBe(before);
  });

  test("switches the profile when told, keeps it otherwise, and sets edited rules aside", async () => {
    const policy = () => system.must("cat", `${HOOKS}/rules/policy.yaml`);
    await system.must("bash", INSTALLER, "--system", "--yes", "--profile", "observe");
    expect((await system.ask(destructiveEvent())).code).toBe(0);
    await system.must("sh", "-c", `echo '# ours' >>${HOOKS}/rules/commands.yaml`);
    expect(await system.must("bash", INSTALLER, "--system", "--yes")).toContain(
      "commands.yaml.saved",
    );
    expect(await policy()).toContain("profile: observe");
    expect((await system.ask(destructiveEvent())).code).toBe(0);
    await system.must("bash", INSTALLER, "--system", "--yes", "--profile", "standard");
    expect((await system.ask(destructiveEvent())).code).toBe(2);
    await system.must("rm", `${HOOKS}/rules/commands.yaml.saved`);
  });

  test.for([
    [
      "a linked hooks directory",
      `mv ${HOOKS} /opt/h; ln -s /opt/h ${HOOKS}`,
      `rm ${HOOKS}; mv /opt/h ${HOOKS}`,
    ],
    [
      "a linked guard",
      `mv ${GUARD} /opt/g; ln -s /opt/g ${GUARD}`,
      `rm ${GUARD}; mv /opt/g ${GUARD}`,
    ],
    [
      "a directory that others can write",
      "chmod 0777 /etc/claude-code",
      "chmod 0755 /etc/claude-code",
    ],
    ["a directory of somebody else's", `chown 12345 ${HOOKS}`, `chown 0 ${HOOKS}`],
    [
      "rules that do not build",
      `mkdir ${HOOKS}/rules/rules.d; echo 'x: [' >${HOOKS}/rules/rules.d/1.yaml`,
      `rm -r ${HOOKS}/rules/rules.d`,
    ],
  ] as const)("refuses %s, changes nothing and stays armed", async ([, harm, mend]) => {
    await system.must("sh", "-c", harm);
    const before = await snapshot();
    const result = await system.run([
      "bash",
      INSTALLER,
      "--system",
      "--yes",
      "--profile",
      "strict",
    ]);
    const after = await snapshot();
    await system.must("sh", "-c", mend);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^install\.sh: /m);
    expect(after).toBe(before);
  });

  test("wants --yes, and root", async () => {
    expect((await system.run(["bash", INSTALLER, "--system"])).stderr).toContain("--yes");
    const user = await system.run(["bash", INSTALLER, "--system", "--yes"], { user: 12345 });
    expect(user.code).not.toBe(0);
  });
});

describePrivate("install.sh --uninstall --system", { timeout: 180_000 }, () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
  }, 120_000);
  afterAll(() => system?.close());

  const traces = () =>
    system.must(
      "sh",
      "-c",
      `find /etc/claude-code /etc/toolgate /var/spool/toolgate /var/lib/toolgate 2>/dev/null
       find /etc/systemd -name '*toolgate*'`,
    );

  test("keeps records that were not sent, with their key, out of everybody's reach", async () => {
    await system.ask(innocentEvent());
    const said = await system.must("bash", INSTALLER, "--uninstall", "--system", "--yes");
    expect(said).toContain("kept 1 segment(s) of unsent records");
    expect(await traces()).not.toContain("/etc/claude-code");
    expect((await system.must("stat", "-c", "%a %U:%G", SPOOL)).trim()).toBe("700 root:root");
    expect((await system.run(["getent", "group", "toolgate"])).code).not.toBe(0);
  });

  test("takes the records up again when it is installed again", async () => {
    await system.must("bash", INSTALLER, "--system", "--yes");
    expect((await system.ask(innocentEvent())).code).toBe(0);
    expect(system.readRecords(12345)).toHaveLength(2);
  });

  test("keeps the sealed log out of everybody's reach, and gives it back to the forwarder", async () => {
    const log = "/var/lib/toolgate/audit/log";
    await system.must("sh", "-c", `mkdir -m 700 ${log}; echo x >${log}/0.log`);
    await system.must("chown", "-R", "toolgate:toolgate", log);
    const said = await system.must("bash", INSTALLER, "--uninstall", "--system", "--yes");
    expect(said).toContain("kept the sealed log");
    const owners = () => system.must("stat", "-c", "%U", "/var/lib/toolgate/audit", `${log}/0.log`);
    expect(await owners()).toBe("root\nroot\n");
    await system.must("bash", INSTALLER, "--system", "--yes");
    expect(await owners()).toBe("toolgate\ntoolgate\n");
  });

  test("leaves nothing with --purge: no file, no directory, no user, no group", async () => {
    await system.must("bash", INSTALLER, "--uninstall", "--system", "--yes", "--purge");
    expect(await traces()).toBe("");
    for (const kind of ["group", "passwd"])
      expect((await system.run(["getent", kind, "toolgate"])).stdout).toBe("");
  });

  test("leaves what others put there, and says so", async () => {
    await system.must("mkdir", "-p", "/etc/claude-code/managed-settings.d");
    await system.must(
      "sh",
      "-c",
      "echo '{}' >/etc/claude-code/managed-settings.d/10-other.json; groupadd --system toolgate",
    );
    await system.must("bash", INSTALLER, "--system", "--yes");
    await system.must("bash", INSTALLER, "--uninstall", "--system", "--yes");
    expect((await traces()).trim().split("\n")).toEqual([
      "/etc/claude-code",
      "/etc/claude-code/managed-settings.d",
      "/etc/claude-code/managed-settings.d/10-other.json",
    ]);
    expect(await system.must("getent", "group", "toolgate")).toContain("toolgate"); // not ours
    expect((await system.run(["getent", "passwd", "toolgate"])).stdout).toBe("");
  });
});
