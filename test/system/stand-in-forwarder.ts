// What the forwarder does as far as these tests need it, by its own modules: it takes records by the socket, reads and
// moves segments, and keeps things of its own. `stand-in-forwarder.mjs HOOKS_DIRECTORY [probe]`.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { readLayout } from "../../src/platform/layout.ts";
import { readSpoolKey } from "../../src/platform/read-key.ts";
import { startIntake } from "../../src/platform/start-intake.ts";

const [, , hooks = "", task] = process.argv;
const layout = readLayout(hooks);
const policy = { deadlineMs: 5000, spoolQuotaBytes: 1024 * 1024, sync: true };

if (task === "probe") probe();
else await serve();

async function serve(): Promise<void> {
  const intake = await startIntake(layout, policy);
  process.once("SIGTERM", () => void intake?.close().then(() => process.exit()));
}

/** Everything that the forwarder must be able to do; throws for what it cannot. */
function probe(): void {
  readSpoolKey(layout.keys);
  for (const name of readdirSync(layout.spool).filter((each) => each.endsWith(".seg"))) {
    const segment = path.join(layout.spool, name);
    readFileSync(segment);
    renameSync(segment, `${segment}.moved`);
    renameSync(`${segment}.moved`, segment);
  }
  mkdirSync(path.join(layout.audit, "log"), { mode: 0o700 });
  appendFileSync(path.join(layout.audit, "log", "probe"), "x");
  rmSync(path.join(layout.audit, "log"), { recursive: true });
  console.log("ready");
}
