import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeProof } from "../../../src/audit/intake/take-proof.ts";

const NAME = "0123456789abcdef0123456789abcdef";

describe.skipIf(process.platform === "win32")("a proof", () => {
  let place: string;
  let file: string;
  let since: number;
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), "toolgate-proof-"));
    mkdirSync(path.join(place, "proofs"));
    file = path.join(place, "proofs", NAME);
    since = Date.now();
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const take = () => takeProof({ directory: path.join(place, "proofs"), name: NAME, since });
  const other = () => path.join(place, "other");

  test("tells who created it, and is taken away", async () => {
    writeFileSync(file, "", { mode: 0 });
    expect(await take()).toBe(process.getuid?.());
    expect(existsSync(file)).toBe(false);
  });

  test.for([
    ["that is not there", () => {}, "there is no proof"],
    ["that others may open", () => writeFileSync(file, "", { mode: 0o644 }), "may be opened"],
    ["that its owner may open", () => writeFileSync(file, "", { mode: 0o600 }), "may be opened"],
    ["with something in it", () => writeFileSync(file, "x", { mode: 0 }), "is not empty"],
    ["that is a link", () => symlinkSync("/etc/passwd", file), "is no regular file"],
    ["that is a directory", () => mkdirSync(file, { mode: 0 }), "is no regular file"],
    [
      "that is another name of a file",
      () => {
        writeFileSync(other(), "", { mode: 0 });
        linkSync(other(), file);
      },
      "more than one name",
    ],
  ] as const)("%s is none, and taken away", async ([, make, fault]) => {
    make();
    await expect(take()).rejects.toThrow(fault);
    expect(existsSync(file)).toBe(false);
  });

  test("that was there before it was asked for, and was moved here, is none", async () => {
    writeFileSync(other(), "", { mode: 0 });
    await sleep(60);
    since = Date.now();
    renameSync(other(), file);
    await expect(take()).rejects.toThrow("was there before");
  });

  test("of a directory that cannot be emptied stays, and is none", async () => {
    mkdirSync(file);
    writeFileSync(path.join(file, "x"), "");
    chmodSync(file, 0);
    await expect(take()).rejects.toThrow("is no regular file");
    chmodSync(file, 0o700);
  });
});
