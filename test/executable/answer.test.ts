import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bashOf, callOf, makeTrial, runHook, type Trial } from "./trial.ts";

let trial: Trial;
beforeAll(() => {
  trial = makeTrial();
});
afterAll(() => trial.remove());

/** Runs the guard from a shell that first does something to its descriptors. */
function runWithDescriptors(change: string, input: string): number | null {
  const file = path.join(trial.project, "event.json");
  writeFileSync(file, input);
  const guard = path.join(trial.hooks, "guard");
  return spawnSync("bash", ["-c", `exec "$1" <"$2" ${change}`, "bash", guard, file], {
    timeout: 20_000,
  }).status;
}

const asked = bashOf("git reset --hard HEAD~3");

describe("an answer that nobody can hear is a denial:", () => {
  test("the call that is asked about is asked about when it can be heard", async () => {
    const { code, stdout } = await runHook(trial, asked);
    expect([code, stdout]).toEqual([0, expect.stringContaining('"permissionDecision":"ask"')]);
  });
  test("stdout closed", () => expect(runWithDescriptors(">&-", asked)).toBe(2));
  test("stdout on /dev/null", () => expect(runWithDescriptors(">/dev/null", asked)).toBe(2));
  test("stdout on a full device", () => expect(runWithDescriptors(">/dev/full", asked)).toBe(2));
  test("stdout and stderr closed", () => expect(runWithDescriptors(">&- 2>&-", asked)).toBe(2));
  test("stdin closed", () => expect(runWithDescriptors("<&-", asked)).toBe(2));
  test("a denial stays one with everything closed", () => {
    expect(runWithDescriptors(">&- 2>&-", bashOf("rm -rf /"))).toBe(2);
  });
  test("a call that nothing is said of passes without being heard", () => {
    expect(runWithDescriptors(">&-", bashOf("npm test"))).toBe(0);
  });
});

describe("the names of the executable", () => {
  const secret = callOf("Write", {
    file_path: "/home/dev/project/k.ts",
    content: `const k = "${["gh", "p_"].join("")}${"a1B2c3D4e5F6".repeat(3)}"`,
  });
  const expected: readonly [string, number, number][] = [
    ["guard", 2, 2],
    ["command-guard", 2, 0],
    ["secret-scan", 0, 2],
    ["injection-guard", 0, 0],
    ["audit-log", 0, 0],
  ];
  test.each(expected)("%s checks what it says", async (name, onCommand, onSecret) => {
    expect((await runHook(trial, bashOf("rm -rf /"), { name })).code).toBe(onCommand);
    expect((await runHook(trial, secret, { name })).code).toBe(onSecret);
  });

  test("audit-log has no opinion on what nobody understands either", async () => {
    const nested = `echo ${"$(".repeat(1000)}date${")".repeat(1000)}`;
    expect(await runHook(trial, bashOf(nested), { name: "audit-log" })).toMatchObject({
      code: 0,
      stdout: "",
    });
  });

  test("each leaves a record of its own", () => {
    const segment = readFileSync(path.join(trial.spool, `${process.getuid?.() ?? 0}.seg`), "utf8");
    for (const [name] of expected) expect(segment).toContain(`"${name}"`);
  });
});

describe("the message to the one who is stopped", () => {
  test("names rule, reason and way out in one line under 1 KB, and nothing of ours leaks", async () => {
    const { stderr, stdout } = await runHook(trial, bashOf("rm -rf /"));
    expect(stderr).toMatch(
      /^Toolgate denied this: .+ \[command\/rm-root\]\. Instead: .+\. \(also [^)]+\)\n$/,
    );
    expect(stderr.length).toBeLessThan(1024);
    expect(stdout.length).toBeLessThan(2048);
    expect(stderr + stdout).not.toContain(trial.root);
  });
});
