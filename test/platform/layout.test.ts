import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { readActor } from "../../src/platform/actor.ts";
import { readLayout } from "../../src/platform/layout.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "toolgate-layout-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sound = {
  format: 1,
  installation: "trial",
  spool: "/x/spool",
  keys: "/x/keys",
  audit: "/x/audit",
};

function read(text: string): unknown {
  writeFileSync(path.join(folder, "layout.json"), text);
  return readLayout(folder);
}

test("reads the layout beside the executable", () => {
  expect(read(JSON.stringify({ ...sound, later: true }))).toEqual(sound);
});

test.each<[string, Json, RegExp]>([
  ["another format", { ...sound, format: 2 }, /"format"/],
  ["another installation", { ...sound, installation: "test" }, /"installation"/],
  ["no spool", { ...sound, spool: null }, /"spool"/],
  ["a relative spool", { ...sound, spool: "spool" }, /"spool"/],
  ["a NUL in the keys", { ...sound, keys: "/k\0" }, /"keys"/],
  ["a list", [], /not a JSON object/],
])("refuses %s and names it", (_, layout, message) => {
  expect(() => read(JSON.stringify(layout))).toThrow(
    expect.objectContaining({ stage: "install", message: expect.stringMatching(message) }),
  );
});

test("refuses what is not JSON, too large, or not there", () => {
  expect(() => read("{")).toThrow(/layout\.json is not JSON/);
  expect(() => read(" ".repeat(20_000))).toThrow(/larger than 16384 bytes/);
  rmSync(path.join(folder, "layout.json"));
  expect(() => readLayout(folder)).toThrow(/layout\.json cannot be read: ENOENT/);
});

test("the actor is the kernel's, not the environment's", () => {
  process.env["USER"] = "someone";
  process.env["LOGNAME"] = "someone";
  const { uid, username } = userInfo();
  expect(readActor()).toEqual({ uid, user: username, host: hostname() });
});
