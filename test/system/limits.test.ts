import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { destructiveEvent, innocentEvent, toolEvent } from "./events.ts";
import { openInstalled, SPOOL, STRANGER, type Installed } from "./installed.ts";

describePrivate("the installed guard under hostile limits", () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
  }, 120_000);
  afterAll(() => system?.close());

  test.for(["umask 0777", "umask 0000", "ulimit -c 0", "ulimit -n 64"])(
    "decides and records as ever under %s",
    async (before) => {
      const count = system.readRecords(STRANGER).length;
      expect((await system.ask(innocentEvent(), { before })).code).toBe(0);
      expect((await system.ask(destructiveEvent(), { before })).code).toBe(2);
      expect(system.readRecords(STRANGER)).toHaveLength(count + 2);
      const mode = await system.must("stat", "-c", "%a", `${SPOOL}/${STRANGER}.seg`);
      expect(mode.trim()).toMatch(/^6[04]0$/);
    },
  );

  test("makes a fresh segment readable for the forwarder and nobody else under umask 0777", async () => {
    expect((await system.ask(innocentEvent(), { user: 4711, before: "umask 0777" })).code).toBe(0);
    const mode = await system.must("stat", "-c", "%a", `${SPOOL}/4711.seg`);
    expect(mode.trim()).toBe("640");
  });

  test.for([
    ["no file may grow", "ulimit -f 0"],
    ["no file may grow beyond half a record", "ulimit -f 1"],
    ["no file may be opened", "ulimit -n 3"],
    ["few files may be opened", "ulimit -n 8"],
    ["memory is short", "ulimit -v 200000"],
    ["memory is very short", "ulimit -v 20000"],
    ["no processor time is left", "ulimit -t 0"],
    ["the stack is tiny", "ulimit -s 64"],
  ] as const)("never lets a destructive call pass when %s", async ([, before]) => {
    // Short of memory the runtime may hang before it runs anything of ours: the host ends it then, and blocks.
    const result = await system.ask(destructiveEvent(), { before, timeoutMs: 15_000 });
    expect(result.code).not.toBe(0);
  });

  test("denies an innocent call whose record does not fit, and says so", async () => {
    // The limit counts in blocks of 512 bytes: the segment is beyond it already.
    const result = await system.ask(innocentEvent(), { before: "ulimit -f 1" });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/record/);
  });

  test("leaves no torn record behind for the next one", async () => {
    const event = toolEvent("Bash", { command: `echo ${"x".repeat(900)}` });
    const user = 4712;
    expect((await system.ask(event, { user, before: "ulimit -f 1" })).code).toBe(2);
    expect((await system.ask(innocentEvent(), { user })).code).toBe(0);
    expect(system.readRecords(user)).toMatchObject([{ uid: user }]);
  });
});

describePrivate("the installed guard with a spool that takes nothing", () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
  }, 120_000);
  afterAll(() => system?.close());

  const whileMounted = async (mount: string, act: () => Promise<void>): Promise<void> => {
    await system.must("sh", "-c", mount);
    try {
      await act();
    } finally {
      await system.must("umount", SPOOL);
    }
  };

  test("denies while the spool is read-only", () =>
    whileMounted(
      `mount --bind ${SPOOL} ${SPOOL} && mount -o remount,ro,bind ${SPOOL}`,
      async () => {
        const result = await system.ask(innocentEvent());
        expect(result.code).toBe(2);
        expect(result.stderr).toMatch(/spool|record/);
      },
    ));

  test("denies while the spool is full, and goes on when there is room again", async () => {
    const gid = (await system.must("stat", "-c", "%g", SPOOL)).trim();
    const mount = `mount -t tmpfs -o size=64k,mode=2730,gid=${gid} tmpfs ${SPOOL}`;
    await whileMounted(mount, async () => {
      expect((await system.ask(innocentEvent())).code).toBe(0);
      await system.run(["dd", "if=/dev/zero", `of=${SPOOL}/filler`, "bs=1k"]);
      // What is left of the segment's last page takes a record or two; each is a record of less than half a page.
      let full = await system.ask(innocentEvent());
      for (let more = 0; more < 3 && full.code === 0; more++)
        full = await system.ask(innocentEvent());
      expect(full.code).toBe(2);
      expect(full.stderr).toMatch(/spool|record/);
      await system.must("rm", `${SPOOL}/filler`);
      expect((await system.ask(innocentEvent())).code).toBe(0);
    });
  });

  test("denies while the spool is not there", async () => {
    await system.must("mv", SPOOL, `${SPOOL}.away`);
    expect((await system.ask(innocentEvent())).code).toBe(2);
    await system.must("mv", `${SPOOL}.away`, SPOOL);
    expect((await system.ask(innocentEvent())).code).toBe(0);
  });

  test("denies without its rules, its layout or its key, and names what is missing", async () => {
    for (const file of [
      "/etc/claude-code/hooks/rules",
      "/etc/claude-code/hooks/layout.json",
      "/var/lib/toolgate/keys/spool.key",
    ]) {
      await system.must("mv", file, `${file}.away`);
      const result = await system.ask(innocentEvent());
      await system.must("mv", `${file}.away`, file);
      expect({ file, code: result.code }).toEqual({ file, code: 2 });
      expect(result.stderr).toContain("Toolgate");
    }
  });
});
