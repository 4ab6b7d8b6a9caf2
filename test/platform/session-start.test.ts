import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { readSessionStart } from "../../src/platform/session-start.ts";

const MODULE = path.join(import.meta.dirname, "../../src/platform/session-start.ts");

/** Prints what a process learns of its session's start. */
const ASK = `const { readSessionStart } = await import(${JSON.stringify(MODULE)}); console.log(readSessionStart());`;

/** A process of that name that waits, and then has a shell start one that asks. */
function askBelow(name: string): { began: number; told: number } {
  const program = `
    process.title = ${JSON.stringify(name)};
    const { execFileSync } = await import("node:child_process");
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const node = [process.execPath, "--input-type=module", "-e", ${JSON.stringify(ASK)}];
    const quoted = node.map((word) => "'" + word.replaceAll("'", "'\\\\''") + "'").join(" ");
    process.stdout.write(execFileSync("sh", ["-c", quoted + "; exit 0"]));
  `;
  const began = Date.now();
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program]);
  return { began, told: Number(printed.toString()) };
}

/** Where an agent runs the tests there is a client above, and its start is the answer to everything. */
const standsAlone = process.platform === "linux" && process.env["CLAUDECODE"] === undefined;

test.runIf(standsAlone)("without a client above, the parent's start counts", () => {
  const { began, told } = askBelow("x");
  expect(told).toBeGreaterThan(began + 1000);
  expect(told).toBeLessThan(Date.now());
});

test.runIf(standsAlone)("the start of a client further up counts", () => {
  const { began, told } = askBelow("claude");
  // The kernel counts in hundredths, and the answer leaves a second's margin.
  expect(told).toBeGreaterThan(began - 1500);
  expect(told).toBeLessThan(began + 500);
});

test.runIf(process.platform === "linux")("it is before now, and a moment ago", () => {
  expect(readSessionStart()).toBeLessThan(Date.now());
});
