// How fast records are sealed, and in how much memory: `node scripts/with-runtime.mjs test/bench/seal.ts [RECORDS]`.
import { createHmac, randomBytes } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSealer } from "../../src/audit/seal/sealer.ts";

const RECORDS = Number(process.argv[2] ?? 100_000);
/** As many records of 3 KB as a segment can have. */
const PER_SEGMENT = 340_000;
const KEY = randomBytes(32);
const root = mkdtempSync(path.join(tmpdir(), "toolgate-bench-seal-"));
const spool = path.join(root, "spool");
mkdirSync(spool);

/** Lines as hooks write them, of 3 KB each. */
function fill(uid: number, count: number): void {
  const members = Array.from({ length: 55 }, (_, i) => [
    `name_${i}`,
    `what is said of the call, ${i}`,
  ]);
  const event = JSON.stringify({ ...Object.fromEntries(members), unmapped: { format: 1 } });
  const descriptor = openSync(path.join(spool, `${uid}.seg`), "a");
  let lines: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const head = { v: 1, id: randomBytes(16).toString("hex"), boot: "bench", mono: String(n), uid };
    const signed = `${JSON.stringify(head).slice(0, -1)},"record":${event}}`;
    const mac = createHmac("sha256", KEY).update(`toolgate/record/1\n${signed}`).digest("hex");
    lines.push(`\n${signed.slice(0, -1)},"mac":"${mac}"}\n`);
    if (lines.length < 500 && n < count - 1) continue;
    writeSync(descriptor, lines.join(""));
    lines = [];
  }
  closeSync(descriptor);
}

for (let uid = 1, left = RECORDS; left > 0; uid += 1, left -= PER_SEGMENT)
  fill(uid, Math.min(left, PER_SEGMENT));

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1e6);
const sealer = openSealer({
  audit: path.join(root, "audit"),
  sources: [
    { directory: spool, suffix: ".seg", via: "hook", key: KEY, owner: process.getuid?.() ?? 0 },
  ],
  host: "host.example",
  quotaBytes: 1e15,
  heartbeatSeconds: 60,
  clock: Date.now,
  unsentOf: () => 0,
  largeSegmentBytes: 1e15,
});

const before = megabytes();
const start = performance.now();
const cpu = process.cpuUsage();
const memory: number[] = [];
let longest = 0;
for (let more = true; more;) {
  const began = performance.now();
  more = sealer.round().more;
  longest = Math.max(longest, performance.now() - began);
  memory.push(megabytes());
}
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
const at = (part: number): number => memory[Math.floor((memory.length - 1) * part)] ?? 0;
console.log(
  `${sealer.counts.records} records of 3 KB in ${seconds.toFixed(1)} s: ${Math.round(RECORDS / seconds)} a second`,
);
console.log(`of processor time: ${Math.round(RECORDS / ((user + system) / 1e6))} a second`);
console.log(
  `memory before, after a tenth, a half, all of them: ${before}, ${at(0.1)}, ${at(0.5)}, ${at(1)} MB`,
);
console.log(`the longest round took ${Math.round(longest)} ms`);

sealer.stop();
rmSync(root, { recursive: true });
