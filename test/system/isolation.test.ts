import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { innocentEvent } from "./events.ts";
import {
  type Forwarder,
  INTAKE,
  placeProgram,
  prepareRun,
  RUN,
  SOCKET,
  startForwarder,
} from "./forwarder.ts";
import { CASEY, openInstalled, SPOOL, STRANGER, type Installed } from "./installed.ts";

const AUDIT = "/var/lib/toolgate/audit";
const PLANTED = "planted-credential";

describePrivate("an ordinary user beside a running forwarder", () => {
  let system: Installed;
  let forwarder: Forwarder;
  let forge: readonly string[];
  beforeAll(async () => {
    system = await openInstalled();
    await prepareRun(system);
    forge = await placeProgram(system, "forging-client");
    const program = await placeProgram(system, "stand-in-forwarder");
    await system.must("sh", "-c", `echo AWS_SESSION_TOKEN=${PLANTED} >/etc/toolgate/forward.env`);
    forwarder = await startForwarder(system, program, { AWS_SESSION_TOKEN: PLANTED });
    for (const user of [STRANGER, CASEY]) {
      await system.ask(innocentEvent(), { user });
      await system.ask(innocentEvent(), { user, noNewPrivileges: true });
    }
    // As the forwarder makes them.
    const script = `umask 077; mkdir ${AUDIT}/log; echo line >${AUDIT}/log/0.log; echo key >${AUDIT}/seal.key`;
    await system.must("setpriv", "--reuid=toolgate", "--clear-groups", "sh", "-c", script);
    writeFileSync(system.outside("/tmp/own"), "own");
    await system.must("chmod", "0777", "/tmp/own");
  }, 180_000);
  afterAll(async () => {
    await forwarder?.stop();
    await system?.close();
  });

  /** Everything that must not change, by path. */
  const contents = (): unknown => {
    const directories = [SPOOL, AUDIT, `${AUDIT}/log`, INTAKE].map(system.outside);
    return directories.map((directory) =>
      readdirSync(directory, { withFileTypes: true }).map((entry) => [
        entry.name,
        entry.isFile() ? readFileSync(`${directory}/${entry.name}`, "utf8") : "",
      ]),
    );
  };

  const targets = [
    ["his own segment", `${SPOOL}/${STRANGER}.seg`],
    ["another's segment", `${SPOOL}/${CASEY}.seg`],
    ["his own segment with the forwarder", `${INTAKE}/${STRANGER}.service.seg`],
    ["another's segment with the forwarder", `${INTAKE}/${CASEY}.service.seg`],
    ["the sealed log", `${AUDIT}/log/0.log`],
    ["the sealing key", `${AUDIT}/seal.key`],
  ] as const;

  test.for(targets)("cannot do anything to %s", async ([, target]) => {
    const before = contents();
    for (const command of [
      ["cat", target],
      ["truncate", "-s", "0", target],
      ["rm", "-f", target],
      ["mv", "-f", target, `${target}.moved`],
      ["mv", "-f", "/tmp/own", target],
      ["cp", "--remove-destination", "/tmp/own", target],
      ["ln", target, "/tmp/linked"],
      ["ln", "-f", "/tmp/own", target],
      ["chmod", "0666", target],
    ]) {
      const { code, stderr } = await system.run(command, { user: STRANGER });
      expect([command, code === 0, stderr]).toEqual([
        command,
        false,
        expect.stringMatching(/ermission denied|not permitted|Invalid cross-device/),
      ]);
    }
    expect(contents()).toEqual(before);
  });

  test.for([[SPOOL], [`${AUDIT}/log`], [INTAKE], [`${RUN}/proofs`], ["/etc/toolgate"]] as const)(
    "cannot list %s",
    async ([directory]) => {
      const { code, stderr } = await system.run(["ls", directory], { user: STRANGER });
      expect([code, stderr]).toEqual([2, expect.stringContaining("Permission denied")]);
    },
  );

  test("could, even with the hooks' group, neither list the spool nor touch another's segment", async () => {
    const before = contents();
    const asHook = ["setpriv", `--reuid=${STRANGER}`, `--regid=${STRANGER}`, "--groups=toolgate"];
    const target = `${SPOOL}/${CASEY}.seg`;
    for (const command of [
      ["ls", SPOOL],
      ["rm", "-f", target],
      ["mv", target, `${SPOOL}/x`],
      ["mv", "-f", "/tmp/own", target],
      ["truncate", "-s", "0", target],
    ]) {
      const { code, stderr } = await system.run([...asHook, ...command]);
      expect([code === 0, stderr]).toEqual([
        false,
        expect.stringMatching(/Permission denied|not permitted/),
      ]);
    }
    expect(contents()).toEqual(before);
  });

  test.for([
    ["the environment file", "/etc/toolgate/forward.env"],
    ["the forwarder's environment", "/proc/PID/environ"],
    ["the forwarder's memory", "/proc/PID/mem"],
    ["the forwarder's files", "/proc/PID/fd/1"],
  ] as const)("cannot read credentials in %s", async ([, file]) => {
    const target = file.replace("PID", String(forwarder.pid));
    const { code, stdout, stderr } = await system.run(["cat", target], { user: STRANGER });
    expect([code, stdout, stderr]).toEqual([1, "", expect.stringMatching(/Permission denied/)]);
  });

  test("reads what is for everybody", async () => {
    const read = await system.run(["ls", AUDIT], { user: STRANGER });
    expect(read.code).toBe(0);
  });

  test("cannot have a record under another's id", async () => {
    const before = contents();
    const { stdout } = await system.run([...forge, SOCKET, String(CASEY)], { user: STRANGER });
    expect(stdout).toMatch(new RegExp(`^${STRANGER} .*actor.user.uid is not what`));
    expect(contents()).toEqual(before);
    const own = await system.run([...forge, SOCKET, String(STRANGER)], { user: STRANGER });
    expect(own.stdout).toBe(`${STRANGER} taken\n`);
  });

  test.for([
    ["move another's file to the name of his own", "mv P/casey P/mine"],
    ["link another's file there", "ln P/casey P/mine"],
    ["move another's file in from elsewhere", "mv -n /tmp/casey/file P/mine"],
    ["link another's file from elsewhere", "ln /tmp/casey/file P/mine"],
    ["give a file of his own away", `touch P/mine && chown ${CASEY} P/mine`],
    ["replace the directory", "mv P P.old"],
    ["remove another's proof", "rm -f P/casey"],
  ] as const)("cannot make another's proof: %s", async ([, script]) => {
    const proofs = `${RUN}/proofs`;
    // A directory of the attacker's, in which the other has been led to create such a file.
    await system.must(
      "sh",
      "-c",
      `rm -rf /tmp/casey; mkdir -m 777 /tmp/casey; chown ${STRANGER} /tmp/casey; umask 777
       setpriv --reuid=${CASEY} --clear-groups sh -c ': >/tmp/casey/file; : >${proofs}/casey'`,
    );
    await system.run(["sh", "-c", script.replaceAll("P", proofs)], { user: STRANGER });
    const found = await system.must("find", proofs, "-name", "mine", "-uid", String(CASEY));
    expect(found).toBe("");
    expect(await system.must("find", proofs, "-name", "casey")).toContain("casey");
    await system.must("sh", "-c", `rm -rf ${proofs}/*`);
  });
});
