import { millisecondsUp } from "./platform/clock.ts";
import { fstatSync, statSync, writeSync } from "node:fs";
import type { Decision } from "./model/decision.ts";

/** How long a reader that does not read may hold up the answer, in milliseconds. */
const MAX_WAIT_MS = 1000;

/**
 * Tells the host the decision and gives the exit code to end with. An answer that needs stdout and
 * does not get through is a denial: the host would take silence for consent.
 */
export function answer(decision: Decision): 0 | 2 {
  const heard = decision.stdout === "" || (isHeard(1) && writeWhole(1, decision.stdout));
  if (decision.stderr !== "") writeWhole(2, decision.stderr);
  if (!heard && decision.exitCode === 0)
    writeWhole(2, "Toolgate: the answer could not be written\n");
  return heard ? decision.exitCode : 2;
}

/** The runtime opens /dev/null in place of a descriptor that is closed when the process begins. */
function isHeard(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return !stat.isCharacterDevice() || stat.rdev !== statSync("/dev/null").rdev;
  } catch {
    return false;
  }
}

function writeWhole(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text, "utf8");
  const giveUp = millisecondsUp() + MAX_WAIT_MS;
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      if (!isBusy(error) || millisecondsUp() > giveUp) return false;
      pause();
    }
  }
  return true;
}

/** The host's end may be a socket that does not block. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}
