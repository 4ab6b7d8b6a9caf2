import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNameOf } from "../../src/platform/user-directory.ts";

let place: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "toolgate-users-"));
});
afterEach(() => rmSync(place, { recursive: true }));

/** Names by a local file and a stand-in for getent, a shell script that notes that it was asked. */
function namesOf(passwd: string, script: string) {
  const sources = { passwd: path.join(place, "passwd"), getent: path.join(place, "getent") };
  writeFileSync(sources.passwd, passwd);
  writeFileSync(sources.getent, `#!/bin/sh\necho "$*" >> '${place}/asked'\n${script}\n`);
  chmodSync(sources.getent, 0o755);
  return createNameOf(sources);
}

const asked = (): string[] => {
  try {
    return readFileSync(path.join(place, "asked"), "utf8").trim().split("\n");
  } catch {
    return [];
  }
};

describe.skipIf(process.platform === "win32")("a user's name", () => {
  test("is the local file's, and nobody else is asked", async () => {
    const nameOf = namesOf("ann:x:1000:1000::/home/ann:/bin/sh\n", "exit 2");
    expect(await nameOf(1000)).toBe("ann");
    expect(asked()).toEqual([]);
  });

  test("is the directory's where the file has none, which is asked once", async () => {
    const nameOf = namesOf("", "echo 'ben@corp:*:70000:70000::/home/ben:/bin/sh'");
    expect(await Promise.all([nameOf(70_000), nameOf(70_000)])).toEqual(["ben@corp", "ben@corp"]);
    expect(asked()).toEqual(["passwd 70000"]);
  });

  test("is asked for without anything of the forwarder's environment", async () => {
    process.env["TOOLGATE_TEST_SECRET"] = "x";
    const nameOf = namesOf("", `env > '${place}/env'; exit 2`);
    await nameOf(70_000);
    delete process.env["TOOLGATE_TEST_SECRET"];
    expect(readFileSync(path.join(place, "env"), "utf8")).not.toContain("TOOLGATE");
  });

  test.each([
    ["the directory does not know it", "exit 2"],
    ["it is another's", "echo 'eve:*:1:1::/home/eve:/bin/sh'"],
    ["a record could not show it", "echo 'e\"ve:*:70000:1::/home/eve:/bin/sh'"],
    ["the answer does not end", "exec cat /dev/zero"],
    ["what was said is not all of it", "echo 'eve:*:70000:1::/home/eve:/bin/sh'; exit 3"],
  ])("is its id where %s", async (_, script) => {
    expect(await namesOf("", script)(70_000)).toBe("uid:70000");
  });

  test("is its id in time where the directory hangs", async () => {
    const from = performance.now();
    expect(await namesOf("", "exec sleep 30")(70_000)).toBe("uid:70000");
    expect(performance.now() - from).toBeLessThan(2900); // a hook waits for three seconds
  });

  test("is its id where there is no such program", async () => {
    const nameOf = createNameOf({ passwd: place, getent: path.join(place, "nothing") });
    expect(await nameOf(70_000)).toBe("uid:70000");
  });
});
