import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { makeLog, writeLog } from "../audit/verify/make-log.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const readme = readFileSync(path.join(root, "README.md"), "utf8");
const commands = [...readme.matchAll(/```sh\n([^`]+)```/g)].map(([, block]) =>
  (block ?? "").trim(),
);

const DEMO = "./install.sh --demo";
const TEST = "npm ci && npm test";
const EXPLAIN = "dist/hooks/toolgate explain 'git push --force origin main'";
const VERIFY = "dist/hooks/toolgate audit verify --key seal.pub audit";

/** It builds everything from nothing, beside whatever else runs. */
const DEMO_LIMIT_MS = 180_000;

test("the README's commands are these, and each is run", () => {
  expect(commands).toEqual([DEMO, TEST, EXPLAIN, VERIFY]);
});

test(
  "the demo shows every kind of decision, and the records that they left",
  () => {
    const place = mkdtempSync(path.join(tmpdir(), "toolgate-readme-"));
    try {
      const shown = execFileSync(path.join(root, DEMO.split(" ")[0] ?? ""), ["--demo"], {
        cwd: place,
        encoding: "utf8",
      });
      for (const kind of ["PASS", "ASK", "DENY", "MASK"])
        expect(shown).toMatch(new RegExp(`^${kind} `, "m"));
      expect(shown).toMatch(/The records in .*toolgate-demo.*\.seg/);
      expect(shown).toContain("This tree arms nothing");
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
  DEMO_LIMIT_MS,
);

test("the gate runs the command that runs the tests", () => {
  const gate = readFileSync(path.join(root, ".ci/run"), "utf8");
  for (const step of TEST.split(" && ")) expect(gate.split("\n")).toContain(step);
});

test("explain shows the way of the call", () => {
  const shown = execFileSync("bash", ["-c", EXPLAIN], { cwd: root, encoding: "utf8" });
  for (const stage of ["event", "action", "check", "verdict", "decision"]) {
    expect(shown).toMatch(new RegExp(`^${stage} `, "m"));
  }
  expect(shown).toContain("command/git-push-force");
});

test("audit verify says that a log is proven", () => {
  const place = mkdtempSync(path.join(tmpdir(), "toolgate-readme-"));
  try {
    const log = makeLog({ start: Date.now() - 60_000 });
    writeLog(path.join(place, "audit"), log.lines);
    writeFileSync(path.join(place, "seal.pub"), log.choices.key.publicPem);
    const shown = execFileSync("bash", ["-c", path.join(root, VERIFY)], {
      cwd: place,
      encoding: "utf8",
    });
    expect(shown).toMatch(/^PROVEN: 1 log/);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
