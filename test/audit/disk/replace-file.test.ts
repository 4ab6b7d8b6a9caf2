import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { replaceFile, replaceFileSync } from "../../../src/audit/disk/replace-file.ts";

let place: string;
let file: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "toolgate-disk-"));
  file = path.join(place, "file");
});
afterEach(() => rmSync(place, { recursive: true }));

type Replace = (text: string, mode: number) => Promise<void>;

describe.each<[string, Replace]>([
  ["at once", async (text, mode) => replaceFileSync(file, text, mode)],
  ["beside other work", (text, mode) => replaceFile(file, text, { mode, sync: true })],
  ["without the disk", (text, mode) => replaceFile(file, text, { mode, sync: false })],
])("a file that is replaced %s", (_, replace) => {
  test("has the new content alone, and nothing is left beside it", async () => {
    await replace("a longer text", 0o600);
    await replace("text", 0o600);
    expect(readFileSync(file, "utf8")).toBe("text");
    expect(readdirSync(place)).toEqual(["file"]);
  });

  test.skipIf(process.platform === "win32")("has its mode under any mask", async () => {
    const mask = process.umask(0o077);
    await replace("text", 0o644).finally(() => process.umask(mask));
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test.skipIf(process.platform === "win32")("is not written through a link", async () => {
    const other = path.join(place, "other");
    writeFileSync(other, "kept");
    symlinkSync(other, `${file}.new`);
    await expect(replace("text", 0o600)).rejects.toThrow("ELOOP");
    expect(readFileSync(other, "utf8")).toBe("kept");
    expect(existsSync(file)).toBe(false);
  });

  test("takes the place of what a crash has left unfinished", async () => {
    writeFileSync(`${file}.new`, "half of a text that is longer");
    await replace("text", 0o600);
    expect(readFileSync(file, "utf8")).toBe("text");
  });
});
