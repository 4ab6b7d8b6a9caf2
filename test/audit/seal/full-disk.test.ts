import path from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "../../system/describe-private.ts";
import { type Namespace, openNamespace } from "../../system/namespace.ts";
import { bundle } from "./processes.ts";
import { completeLog } from "./trial.ts";

describePrivate("a disk that is full", () => {
  let machine: Namespace;
  let programs: string;
  let sealing: string;
  let appending: string;
  beforeAll(async () => {
    programs = mkdtempSync(path.join(tmpdir(), "toolgate-programs-"));
    sealing = bundle("seal-process", programs);
    appending = bundle("append-process", programs);
    machine = await openNamespace();
  }, 60_000);
  afterAll(async () => {
    await machine?.close();
    rmSync(programs, { recursive: true, force: true });
  });

  /** A spool and a directory for the log, each on a small disk of its own. */
  const makeDisks = async (
    root: string,
    sizes: { spool: string; audit: string },
  ): Promise<void> => {
    for (const [name, size] of Object.entries(sizes)) {
      await machine.must("mkdir", "-p", `${root}/${name}`);
      await machine.must("mount", "-t", "tmpfs", "-o", `size=${size}`, "tmpfs", `${root}/${name}`);
    }
  };
  const enlarge = (disk: string): Promise<string> =>
    machine.must("mount", "-o", "remount,size=64m", disk);
  const append = async (root: string, writer: number, count: number): Promise<number> => {
    const args = [`${root}/spool`, String(writer), String(count), "10"];
    return Number((await machine.run([process.execPath, appending, ...args])).stdout);
  };
  const seal = async (root: string, more: object = {}): Promise<string> => {
    const options = JSON.stringify({ once: true, ...more });
    return (await machine.run([process.execPath, sealing, root, "0", options])).stdout;
  };

  test("under the log is said, round after round, and then everything is sealed once", async () => {
    const root = "/var/full-log";
    await makeDisks(root, { spool: "16m", audit: "400k" });
    expect(await append(root, 1, 600)).toBe(600);
    expect(await append(root, 30, 600)).toBe(600);
    for (let run = 0; run < 2; run += 1)
      expect(await seal(root)).toMatch(/"the sealed log cannot be written: the disk is full"/);
    await enlarge(`${root}/audit`);
    expect(await seal(root)).toMatch(/"records":[1-9]/);
    const { records, entries } = completeLog(machine.outside(root));
    expect(records).toHaveLength(1200);
    expect(entries.filter(({ what }) => what === "log-cut").length).toBeLessThanOrEqual(3);
  }, 60_000);

  test("without one free page keeps no sealer from starting: the lock needs no room", async () => {
    const root = "/var/no-page";
    await makeDisks(root, { spool: "16m", audit: "400k" });
    expect(await append(root, 1, 10)).toBe(10);
    expect(await seal(root)).toMatch(/"records":10/);
    await machine.run(["dd", "if=/dev/zero", `of=${root}/audit/filler`, "bs=4k"]);
    expect(await append(root, 1, 100)).toBe(100);
    const stdout = await seal(root);
    expect(stdout).toMatch(/^open\n/);
    expect(stdout).toMatch(/"the sealed log cannot be written: the disk is full"/);
    await machine.must("rm", `${root}/audit/filler`);
    expect(await seal(root)).toMatch(/"records":[1-9]/);
    expect(completeLog(machine.outside(root)).records).toHaveLength(110);
  }, 60_000);

  test("under the spool tears at most the record that did not fit", async () => {
    const root = "/var/full-spool";
    await makeDisks(root, { spool: "500k", audit: "16m" });
    const first = await append(root, 30, 5000);
    expect(first).toBeGreaterThan(100);
    expect(first).toBeLessThan(5000);
    expect(await append(root, 30, 1)).toBe(0);
    expect(await seal(root)).toMatch(new RegExp(`"records":${first}`));
    await enlarge(`${root}/spool`);
    expect(await append(root, 30, 50)).toBe(50);
    expect(await seal(root)).toMatch(/"records":50/);
    expect(completeLog(machine.outside(root)).records).toHaveLength(first + 50);
  }, 60_000);

  test("is no reason to lose what was there: a spool that nobody can write is still sealed", async () => {
    const root = "/var/read-only";
    await makeDisks(root, { spool: "16m", audit: "16m" });
    expect(await append(root, 1, 100)).toBe(100);
    await machine.must("mount", "-o", "remount,ro", `${root}/spool`);
    const stdout = await seal(root, { largeSegmentBytes: 64 });
    expect(stdout).toMatch(/0\.seg cannot be moved away: EROFS/);
    expect(stdout).toMatch(/"records":100/);
    await machine.must("mount", "-o", "remount,rw", `${root}/spool`);
    expect(await append(root, 1, 100)).toBe(100);
    expect(await seal(root)).toMatch(/"records":100/);
    expect(completeLog(machine.outside(root)).records).toHaveLength(200);
  }, 60_000);
});
