import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { innocentEvent, toolEvent } from "./events.ts";
import { type Forwarder, prepareRun, startInstalled } from "./forwarder.ts";
import { CASEY, openInstalled, STRANGER, type Installed } from "./installed.ts";

const AUDIT = "/var/lib/toolgate/audit";

describePrivate("the installed forwarder, under its own user", () => {
  let system: Installed;
  let forwarder: Forwarder;
  beforeAll(async () => {
    system = await openInstalled();
    await prepareRun(system);
    forwarder = await startInstalled(system);
  }, 180_000);
  afterAll(async () => {
    await forwarder?.stop();
    await system?.close();
  });

  const log = (): string => {
    const directory = system.outside(`${AUDIT}/log`);
    if (!existsSync(directory)) return "";
    return readdirSync(directory)
      .toSorted()
      .map((name) => readFileSync(`${directory}/${name}`, "utf8"))
      .join("");
  };
  const findLine = async (text: string): Promise<string> => {
    for (let waited = 0; waited < 15_000; waited += 100) {
      const line = log()
        .split("\n")
        .find((each) => each.includes(text));
      if (line !== undefined) return line;
      await sleep(100);
    }
    throw new Error(`no line of the log has ${text}`);
  };

  test("seals what a setgid hook has left in the spool", async () => {
    expect((await system.ask(toolEvent("Bash", { command: "echo by-spool" }))).code).toBe(0);
    const line = await findLine("echo by-spool");
    expect(line).toContain('"via":"hook"');
    expect(line).toContain('"integrity":"setgid"');
    expect(line).toContain(`"uid":${STRANGER},`);
  });

  test("seals what a hook that cannot reach the spool has handed over", async () => {
    const event = toolEvent("Bash", { command: "echo by-socket" });
    expect((await system.ask(event, { user: CASEY, noNewPrivileges: true })).code).toBe(0);
    const line = await findLine("echo by-socket");
    expect(line).toContain('"via":"service"');
    expect(line).toContain('"integrity":"service"');
    expect(line).toContain(`"uid":${CASEY},`);
    expect(line).toContain('"name":"casey"');
  });

  test("goes on where it was when it was killed", async () => {
    await forwarder.stop();
    expect((await system.ask(toolEvent("Bash", { command: "echo meanwhile" }))).code).toBe(0);
    forwarder = await startInstalled(system);
    const event = toolEvent("Bash", { command: "echo afterwards" });
    expect((await system.ask(event, { noNewPrivileges: true })).code).toBe(0);
    await findLine("echo meanwhile");
    await findLine("echo afterwards");
    expect(log().match(/echo by-socket/g)).toHaveLength(1);
    expect(log()).not.toContain('"what":"forged"');
  });

  test("keeps to itself what is not for everybody", async () => {
    await system.ask(innocentEvent());
    const modeOf = (name: string) =>
      (statSync(system.outside(`${AUDIT}/${name}`)).mode & 0o777).toString(8);
    expect(["log", "seal.key", "seal.pub", "intake"].map(modeOf)).toEqual([
      "700",
      "600",
      "644",
      "700",
    ]);
    const reading = await system.run(["cat", `${AUDIT}/seal.pub`], { user: STRANGER });
    expect(reading.stdout).toContain("PUBLIC KEY");
    const group = ["setpriv", `--reuid=${STRANGER}`, "--regid=toolgate", "--clear-groups"];
    for (const command of [
      ["ls", `${AUDIT}/log`],
      ["cat", `${AUDIT}/seal.key`],
      ["ls", `${AUDIT}/intake`],
    ]) {
      expect((await system.run([...group, ...command])).stderr).toContain("Permission denied");
    }
  });
});
