// Runs a script on the pinned Node runtime that npm supplies for this machine, whatever Node
// started it: `node scripts/with-runtime.mjs scripts/build.mjs [ARG …]`. Plain Node 20 syntax.
import { spawnSync } from "node:child_process";
import { runtimePath } from "./runtime.mjs";

const result = spawnSync(runtimePath(), process.argv.slice(2), { stdio: "inherit" });
if (result.error) throw result.error;
process.exit(result.status ?? 1);
