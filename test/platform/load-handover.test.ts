import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readChallenge, readWelcome } from "../../src/audit/intake/protocol.ts";
import { loadHandover } from "../../src/platform/load-handover.ts";

const isRoot = process.getuid?.() === 0;

let place: string;

// A directory of another user's, as the forwarder's is.
beforeEach(() => {
  place = isRoot ? mkdtempSync(path.join(tmpdir(), "toolgate-handover-")) : "/usr";
  if (isRoot) chownSync(place, 1, 1);
});
afterEach(() => {
  if (isRoot) rmSync(place, { recursive: true });
});

/** What is said where the part of the guard that asks the forwarder ends so. */
async function faultOf(open: () => unknown): Promise<string> {
  const openHandover = async (): Promise<unknown> => open();
  const load = (): unknown => ({ openHandover });
  const fault: unknown = await loadHandover(load, path.join(place, "intake.sock")).catch(
    (error: unknown) => error,
  );
  expect(fault).toMatchObject({ stage: "privilege" });
  return fault instanceof Error ? fault.message : "";
}

describe.skipIf(process.platform === "win32")("a hook that is denied for want of a way", () => {
  test("is told to start the service where nobody answers", async () => {
    const said = await faultOf(() => {
      throw new Error("ECONNREFUSED");
    });
    expect(said).toMatch(/intake\.sock: ECONNREFUSED\); start the service toolgate-forward/);
  });

  test("is not told so where the service answers and refuses", async () => {
    const said = await faultOf(() => readWelcome('{"refused":"too many calls at once"}'));
    expect(said).toMatch(/the forwarder refuses it: too many calls at once\); call again/);
    expect(said).not.toContain("start the service");
    expect(said).not.toContain("neither");
  });

  test("is told of versions where the service answers in another language", async () => {
    const said = await faultOf(() => readChallenge('{"v":2}'));
    expect(said).toMatch(/it is of another version\); install the same version/);
    expect(said).not.toContain("start the service");
  });

  test("is told to start the service where the directory is not there", async () => {
    const fault = await loadHandover(() => ({}), "/nowhere/at/all/intake.sock").catch(String);
    expect(fault).toMatch(/ENOENT\); start the service toolgate-forward/);
  });
});
