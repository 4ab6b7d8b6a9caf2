// `npm test`: builds what is stale, runs every test, and closes with one plain line of counts. A part
// that needs the real client or a private namespace says why it is skipped where those are missing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, runtimePath } from "./runtime.mjs";
import { isBuilt } from "./source-digest.mjs";

const run = (script, ...args) =>
  spawnSync(runtimePath(), [path.join(root, script), ...args], { cwd: root, stdio: "inherit" })
    .status;

if (!isBuilt() && run("scripts/build.mjs") !== 0) process.exit(1);

const place = mkdtempSync(path.join(tmpdir(), "toolgate-test-"));
const report = path.join(place, "report.json");
const status = run(
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
);
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const skipped = numPendingTests + numTodoTests;
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${skipped} skipped`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
process.exit(status ?? 1);
