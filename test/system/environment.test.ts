import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { destructiveEvent, innocentEvent } from "./events.ts";
import { EVIL, plantEvil } from "./evil.ts";
import { readHostileVariables } from "./hostile-variables.ts";
import { GUARD, openInstalled, STRANGER, type Installed } from "./installed.ts";
import { repository } from "./namespace.ts";

const TRIAL = "/home/trial";
const TRIAL_GUARD = `${TRIAL}${GUARD}`;

describePrivate("the guard in a hostile environment", () => {
  let system: Installed;
  let hasLibrary = false;
  beforeAll(async () => {
    system = await openInstalled();
    hasLibrary = await plantEvil(system);
    await system.must("bash", `${repository}/install.sh`, "--prefix", TRIAL);
  }, 120_000);
  afterAll(() => system?.close());

  test("the library of these tests takes over a guard that is not setgid", async () => {
    expect(hasLibrary).toBe(true);
    const env = { LD_PRELOAD: `${EVIL}/evil.so` };
    const result = await system.ask(destructiveEvent(), { env, noNewPrivileges: true });
    expect(result.code).toBe(0); // it is this that setgid and the blanked variables are against
  });

  for (const { name, tried } of readHostileVariables()) {
    test(`setgid: ${name} changes no decision`, async () => {
      const options = { env: { [name]: tried.replaceAll("$EVIL", EVIL) } };
      const before = system.readRecords(STRANGER).length;
      const denied = await system.ask(destructiveEvent(), options);
      expect(denied).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^Toolgate denied .*\n$/),
      });
      expect(JSON.parse(denied.stdout)).toHaveProperty("hookSpecificOutput");
      const passed = await system.ask(innocentEvent(), options);
      expect(passed).toEqual({ code: 0, signal: undefined, stdout: "", stderr: "" });
      expect(system.readRecords(STRANGER)).toHaveLength(before + 2);
    });
  }

  test("setgid: no variable made the guard write a file for the user", () => {
    const planted = ["evil.c", "evil.cjs", "evil.cnf", "evil.pem", "evil.sh", "evil.so"];
    expect(readdirSync(system.outside(EVIL)).toSorted()).toEqual(planted);
  });

  for (const { name, tried, treatment } of readHostileVariables()) {
    // What only setgid holds, and what the managed env blanks in the loader, a trial does not hold.
    if (treatment === "setgid" || /^(LD_|GLIBC_)/.test(name)) continue;
    test(`trial: ${name} changes no decision`, async () => {
      const env = { [name]: tried.replaceAll("$EVIL", EVIL) };
      const ask = (event: object) =>
        system.run([TRIAL_GUARD], { env, input: `${JSON.stringify(event)}\n` });
      expect((await ask(destructiveEvent())).code).toBe(2);
      expect((await ask(innocentEvent())).code).toBe(0);
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
