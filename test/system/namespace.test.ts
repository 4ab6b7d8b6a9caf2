import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { GUARD, HOOKS, openInstalled } from "./installed.ts";
import { openNamespace } from "./namespace.ts";

/** What of the real machine an installation would change. */
function lookAtMachine(): unknown {
  const special = ["/etc", "/var", "/usr", "/opt", "/home"].filter((place) => existsSync(place));
  const find = ["-xdev", "(", "-perm", "-2000", "-o", "-perm", "-4000", ")", "-print"];
  return {
    group: readFileSync("/etc/group", "utf8"),
    users: readFileSync("/etc/passwd", "utf8"),
    installed: [HOOKS, "/var/spool/toolgate", "/var/lib/toolgate"].filter((place) =>
      existsSync(place),
    ),
    special: execFileSync("find", [...special, ...find], { encoding: "utf8" }),
    mounts: readFileSync("/proc/self/mountinfo", "utf8"),
  };
}

describePrivate("a private namespace", () => {
  test("leaves nothing of an installation on the machine", { timeout: 120_000 }, async () => {
    const before = lookAtMachine();
    const system = await openInstalled();
    expect((await system.must("stat", "-c", "%a", GUARD)).trim()).toBe("2755"); // it did install
    expect(lookAtMachine()).toEqual(before);
    await system.close();
    expect(lookAtMachine()).toEqual(before);
  });

  test("ends every process in it when it is closed", async () => {
    const namespace = await openNamespace();
    const marker = `31${process.pid}`;
    const running = namespace.run(["sleep", marker]);
    while (!isRunning(marker)) await sleep(20);
    await namespace.close();
    await running;
    expect(isRunning(marker)).toBe(false);
  });

  test("has no way to the network", async () => {
    const namespace = await openNamespace();
    const links = await namespace.must("ls", "/sys/class/net");
    const routes = await namespace.must("cat", "/proc/net/route");
    await namespace.close();
    expect(links.length).toBeGreaterThan(0);
    expect(routes.trim().split("\n")).toHaveLength(1); // the heading
  });
});

function isRunning(argument: string): boolean {
  const list = execFileSync("find", ["/proc", "-maxdepth", "2", "-name", "cmdline"], {
    encoding: "utf8",
  });
  return list
    .split("\n")
    .filter((file) => /^\/proc\/\d+\/cmdline$/.test(file))
    .some((file) => readCommandLine(file) === `sleep\0${argument}\0`);
}

function readCommandLine(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has ended since
  }
}
