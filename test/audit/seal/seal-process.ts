// A process that does nothing but seal, until it is killed or its input ends: `seal-process ROOT UID [MORE_OPTIONS]`.
import path from "node:path";
import { openSealer } from "../../../src/audit/seal/sealer.ts";

const [root = "", uid = "", more = "{}"] = process.argv.slice(2);
const { once = false, ...options } = JSON.parse(more);

try {
  const sealer = openSealer({
    audit: path.join(root, "audit"),
    sources: [
      {
        directory: path.join(root, "spool"),
        suffix: ".seg",
        via: "hook",
        key: Buffer.alloc(32, 9),
        owner: uid === "" ? "user" : Number(uid),
      },
    ],
    host: "host.example",
    quotaBytes: 256 * 1024 * 1024,
    heartbeatSeconds: 60,
    clock: Date.now,
    unsentOf: () => 0,
    ...options,
  });
  process.stdout.write("open\n");
  let isOver = once;
  process.stdin.on("end", () => (isOver = true)).resume();
  const go = (): void => {
    const { more, faults, records } = sealer.round();
    if (once || faults.length > 0) process.stdout.write(`${JSON.stringify({ faults, records })}\n`);
    if (!isOver || more) return void setTimeout(go, more ? 0 : 2);
    process.stdout.write(`stopped ${sealer.stop() ?? ""}\n`);
    process.exit(0);
  };
  go();
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
