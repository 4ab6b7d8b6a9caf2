import { readdirSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { destructiveEvent, innocentEvent } from "./events.ts";
import { EVIL, plantEvil } from "./evil.ts";
import { readHostileVariables } from "./hostile-variables.ts";
import { GUARD, HOOKS, openInstalled, STRANGER, type Installed } from "./installed.ts";
import { INSTALLER } from "./namespace.ts";

// These two do not change a decision, they leave none: the guard ends with an exit code that denies.
/** The loader ends a setgid program rather than list its libraries. */
const STOPS_THE_LOADER = "LD_TRACE_LOADED_OBJECTS";
/** The runtime takes standard input for an IPC channel. */
const STEALS_STDIN = "NODE_CHANNEL_FD";

const TRIAL = "/home/trial";
const TRIAL_GUARD = `${TRIAL}${GUARD}`;

describePrivate("the guard in a hostile environment", () => {
  let system: Installed;
  let hasLibrary = false;
  beforeAll(async () => {
    system = await openInstalled();
    hasLibrary = await plantEvil(system);
    await system.must("bash", INSTALLER, "--prefix", TRIAL);
  }, 120_000);
  afterAll(() => system?.close());

  test("the library of these tests takes over a guard that is not setgid", async () => {
    expect(hasLibrary).toBe(true);
    const env = { LD_PRELOAD: `${EVIL}/evil.so` };
    const result = await system.ask(destructiveEvent(), { env, noNewPrivileges: true });
    expect(result.code).toBe(0); // it is this that setgid and the blanked variables are against
  });

  for (const { name, tried } of readHostileVariables()) {
    if (name === STOPS_THE_LOADER) continue;
    test(`setgid: ${name} gets no denied call through`, async () => {
      const options = { env: { [name]: tried.replaceAll("$EVIL", EVIL) } };
      const before = system.readRecords(STRANGER).length;
      const denied = await system.ask(destructiveEvent(), options);
      const passed = await system.ask(innocentEvent(), options);
      expect(denied.code).toBe(2);
      expect(denied.stderr).toContain("Toolgate");
      expect(passed.code).toBeOneOf(name === STEALS_STDIN ? [0, 2] : [0]);
      expect(system.readRecords(STRANGER)).toHaveLength(before + 2);
    });
  }

  test("setgid: LD_TRACE_LOADED_OBJECTS ends the guard with an exit code that denies", async () => {
    const env = { [STOPS_THE_LOADER]: "1" };
    expect((await system.ask(destructiveEvent(), { env })).code).toBe(5);
  });

  test("setgid: what a variable makes the guard write is the user's own, and only coverage", () => {
    const written = readdirSync(system.outside(EVIL)).filter((name) => !name.startsWith("evil."));
    expect(written).toEqual(["coverage"]); // NODE_V8_COVERAGE: hence blanked
    const { uid, gid } = statSync(system.outside(`${EVIL}/coverage`));
    expect({ uid, gid }).toEqual({ uid: STRANGER, gid: STRANGER });
  });

  for (const { name, tried, treatment } of readHostileVariables()) {
    // What only setgid holds, and what the loader reads before we run, a trial does not hold.
    if (treatment === "setgid" || /^(LD_|GLIBC_)/.test(name)) continue;
    test(`trial: ${name} gets no denied call through`, async () => {
      const env = { [name]: tried.replaceAll("$EVIL", EVIL) };
      const ask = (event: object) =>
        system.run([TRIAL_GUARD], { env, input: `${JSON.stringify(event)}\n` });
      const denied = await ask(destructiveEvent());
      const passed = await ask(innocentEvent());
      expect(denied.code).toBe(2);
      expect(passed.code).toBeOneOf(name === STEALS_STDIN ? [0, 2] : [0]);
    });
  }

  test("blanking changes nothing for the programs of a session", async () => {
    const blank = readHostileVariables().filter(({ treatment }) => treatment === "blank");
    const blanked = Object.fromEntries(blank.map(({ name }) => [name, ""]));
    const plain = { PATH: "/usr/bin:/bin" };
    const script = "const c = require('cluster'); require('tls'); console.log(c.isPrimary, 1)";
    const programs = [
      ["bash", "-c", "echo from a shell; cat /dev/null; ls /"],
      [process.execPath, "-e", script],
      [`${HOOKS}/toolgate`, "version"], // an executable that takes no NODE_OPTIONS
      ["sh", "-c", "command -v openssl >/dev/null && openssl version || echo none"],
    ];
    for (const program of programs) {
      const [without, withBlanks] = await Promise.all([
        system.run(program, { env: plain }),
        system.run(program, { env: { ...plain, ...blanked } }),
      ]);
      expect(withBlanks).toEqual(without);
      expect(withBlanks.code).toBe(0);
    }
  });
});
