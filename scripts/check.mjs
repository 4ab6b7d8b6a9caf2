// `npm run check`: the one gate a change must pass: types, lint, format, dead code, tests.
// With --static all but the tests.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root, runtimePath } from "./runtime.mjs";

const steps = [
  ["types", "node_modules/typescript/bin/tsc", "--noEmit"],
  ["lint", "node_modules/oxlint/bin/oxlint", "--deny-warnings"],
  ["format", "node_modules/oxfmt/bin/oxfmt", "--check"],
  ["dead code", "node_modules/knip/bin/knip.js"],
];

let failed = false;
for (const [name, script, ...args] of steps) {
  console.log(`== ${name}`);
  const { status } = spawnSync(runtimePath(), [path.join(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) failed = true;
}
if (!process.argv.includes("--static")) {
  console.log("== tests");
  const { status } = spawnSync(runtimePath(), [path.join(root, "scripts/test.mjs")], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
