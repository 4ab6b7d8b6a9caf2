import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guardedDirectories } from "../../src/cli/guarded-directories.ts";

let place: string;
let rules: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "toolgate-guarded-"));
  rules = path.join(place, "hooks", "rules");
  mkdirSync(rules, { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function layOut(installation: string): void {
  const layout = {
    format: 1,
    installation,
    spool: "/t/spool",
    keys: "/t/state/keys",
    audit: "/t/state/audit",
  };
  writeFileSync(path.join(place, "hooks", "layout.json"), JSON.stringify(layout));
}

describe("what is guarded besides what the rules name", () => {
  test("is a trial's hooks, spool and keys, whoever builds its rules again", () => {
    layOut("trial");
    expect(guardedDirectories(rules)).toEqual([place, "/t/spool", "/t/state"]);
    expect(guardedDirectories(rules, ["/x", "/t/spool"])).toEqual([
      "/x",
      "/t/spool",
      place,
      "/t/state",
    ]);
  });

  test("is nothing more in the system's own places, nor for rules that stand alone", () => {
    layOut("system");
    expect(guardedDirectories(rules)).toEqual([]);
    expect(guardedDirectories(place, ["relative", ""])).toEqual([path.resolve("relative")]);
  });
});
