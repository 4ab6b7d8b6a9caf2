import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSegment } from "../../src/audit/spool/read-segment.ts";
import type { Layout } from "../../src/model/installation.ts";
import { MAX_SEGMENT_BYTES } from "../../src/platform/open-segment.ts";
import { takePrivileges } from "../../src/platform/privilege.ts";

const uid = process.getuid?.() ?? -1;
const key = Buffer.alloc(32, 7);
const src = path.join(import.meta.dirname, "../../src");
let folder: string;
let layout: Layout;
let segment: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "toolgate-spool-"));
  layout = {
    format: 1,
    installation: "trial",
    spool: `${folder}/spool`,
    keys: `${folder}/keys`,
    audit: `${folder}/audit`,
  };
  segment = `${layout.spool}/${uid}.seg`;
  mkdirSync(layout.spool);
  mkdirSync(layout.keys);
  writeFileSync(`${layout.keys}/spool.key`, key);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process of its own, because limits, masks and users are a process's. */
function runHook(options: { before?: string; shell?: string; uid?: number }) {
  const script = `
    import { takePrivileges } from "${src}/platform/privilege.ts";
    ${options.before ?? ""}
    try {
      takePrivileges(${JSON.stringify(layout)}).spool.append({ note: "${"x".repeat(3000)}" });
      console.log("ok");
    } catch (error) { console.log(error.stage + ": " + error.message); }
  `;
  const file = `${folder}/hook.mjs`;
  writeFileSync(file, script);
  chmodSync(file, 0o644);
  const shell = `${options.shell ?? ":"}; exec "${process.execPath}" "${file}"`;
  const result = spawnSync("/bin/sh", ["-c", shell], {
    encoding: "utf8",
    timeout: 20_000,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  return result.stdout.trim() || result.stderr;
}

describe("a trial installation", () => {
  test("gives a spool whose records verify, and says that nothing protects them", () => {
    const { spool } = takePrivileges(layout);
    spool.append({ a: 1 });
    expect(spool).toMatchObject({ integrity: "none", usedBytes: 0 });
    expect(readSegment(segment, key)).toMatchObject([
      { state: "verified", envelope: { uid, record: { a: 1 } } },
    ]);
    expect(takePrivileges(layout).spool.usedBytes).toBe(statSync(segment).size);
  });

  test("makes a segment for its owner and the group alone", () => {
    takePrivileges(layout);
    expect(statSync(segment).mode & 0o777).toBe(0o640);
  });

  test("leaves a mask under which new files are the user's alone", () => {
    process.umask(0o000);
    takePrivileges(layout);
    expect(process.umask()).toBe(0o077);
  });
});

describe("hostile masks and limits", () => {
  test.each(["0777", "0000"])("umask %s changes nothing", (mask) => {
    expect(runHook({ shell: `umask ${mask}` })).toBe("ok");
    expect(statSync(segment).mode & 0o777).toBe(0o640);
    expect(readSegment(segment, key)).toMatchObject([{ state: "verified" }]);
  });

  test("a file size limit of nothing is named", () => {
    expect(runHook({ shell: "ulimit -f 0" })).toMatch(/^record: .*EFBIG/);
  });

  test("a file size limit that cuts the record short is named", () => {
    // Room for 2 blocks of 512 bytes: the record of 3 kB is begun and not finished.
    const said = runHook({ shell: "ulimit -f 2" });
    expect(said).toMatch(/^record: .*only 1024 of \d+ bytes/);
    expect(readSegment(segment, key)).toMatchObject([{ state: "torn" }]);
  });

  test("what a torn record leaves does not spoil the next", () => {
    runHook({ shell: "ulimit -f 2" });
    expect(runHook({})).toBe("ok");
    expect(readSegment(segment, key)).toMatchObject([{ state: "torn" }, { state: "verified" }]);
  });

  test("a lack of file descriptors is named", () => {
    const before = `import { openSync } from "node:fs";
      try { for (;;) openSync("/dev/null", "r"); } catch {}`;
    expect(runHook({ before, shell: "ulimit -n 40" })).toMatch(/^record: .*no file descriptor/);
  });
});

describe("what may have been planted as the segment", () => {
  const plant: readonly [string, () => void, RegExp][] = [
    ["a symbolic link", () => symlinkSync(`${folder}/elsewhere`, segment), /symbolic link/],
    ["a directory", () => mkdirSync(segment), /is a directory/],
    ["a pipe", () => execFileSync("mkfifo", [segment]), /is a pipe or a socket/],
    ["a device", () => symlinkSync("/dev/full", segment), /symbolic link/],
    [
      "a second name of another file",
      () => {
        writeFileSync(`${folder}/other`, "");
        linkSync(`${folder}/other`, segment);
      },
      /has 2 names/,
    ],
    [
      "a file past any quota",
      () => {
        closeSync(openSync(segment, "w"));
        truncateSync(segment, MAX_SEGMENT_BYTES + 1);
      },
      /is full/,
    ],
  ];

  test.each(plant)("%s is refused without waiting", (_, make, message) => {
    make();
    expect(() => takePrivileges(layout)).toThrow(
      expect.objectContaining({ stage: "record", message: expect.stringMatching(message) }),
    );
  });

  test("a pipe with a reader is refused too", () => {
    execFileSync("mkfifo", [segment]);
    // Opened for both, it does not wait for the other end.
    const reader = openSync(segment, "r+");
    try {
      expect(() => takePrivileges(layout)).toThrow(/not a regular file/);
    } finally {
      closeSync(reader);
    }
  });

  test("a link's target is not created", () => {
    symlinkSync(`${folder}/elsewhere`, segment);
    expect(() => takePrivileges(layout)).toThrow(/symbolic link/);
    expect(() => statSync(`${folder}/elsewhere`)).toThrow(/ENOENT/);
  });
});

describe("a spool or key that is not there", () => {
  test("is named", () => {
    rmSync(layout.spool, { recursive: true });
    expect(() => takePrivileges(layout)).toThrow(/the spool directory is missing/);
  });

  test.each([0, 31, 33])("a key of %d bytes is refused", (length) => {
    writeFileSync(`${layout.keys}/spool.key`, Buffer.alloc(length));
    expect(() => takePrivileges(layout)).toThrow(
      expect.objectContaining({ stage: "privilege", message: expect.stringMatching(/not 32/) }),
    );
  });

  test("a missing key is named", () => {
    rmSync(`${layout.keys}/spool.key`);
    expect(() => takePrivileges(layout)).toThrow(/key of the audit spool cannot be read: ENOENT/);
  });

  test("leaves no descriptor open", () => {
    rmSync(`${layout.keys}/spool.key`);
    const count = () =>
      readFileSync("/proc/self/status", "utf8") &&
      execFileSync("/bin/ls", [`/proc/${process.pid}/fd`], { encoding: "utf8" }).split("\n").length;
    const before = Number(count());
    for (let round = 0; round < 20; round += 1)
      expect(() => takePrivileges(layout)).toThrow(/ENOENT/);
    // The runner has descriptors of its own that come and go.
    expect(count()).toBeLessThan(before + 10);
  });
});

// Only root can run something as another user.
describe.runIf(uid === 0)(
  "a system installation without the group (only root can become its user)",
  () => {
    beforeEach(() => {
      layout = { ...layout, installation: "system" };
      execFileSync("chmod", ["755", folder]);
      execFileSync("chmod", ["2730", layout.spool]);
    });

    test("is told from a broken spool", () => {
      expect(runHook({ uid: 12_345 })).toBe(
        "privilege: the audit spool is not reachable: the setgid bit did not take (no_new_privs or nosuid?)",
      );
    });

    test("a trial whose spool is another's is a broken spool", () => {
      layout = { ...layout, installation: "trial" };
      expect(runHook({ uid: 12_345 })).toMatch(/^record: .*EACCES/);
    });

    test("a segment of another user's is refused", () => {
      layout = { ...layout, installation: "trial" };
      writeFileSync(segment, "");
      execFileSync("chown", ["12345", segment]);
      expect(() => takePrivileges(layout)).toThrow(/belongs to user 12345/);
    });
  },
);
