// `node scripts/with-runtime.mjs test/bench/verify.ts [LINES] [log|macs|delivered|shuffled]`: how much processor time and
// memory the built verifier takes for a machine's log; for that with the MACs of its records; for ten machines' lines in 50
// gzip objects as forwarders deliver them, in batches of 500 of which four are under way at once; or shuffled as a whole.
// Needs `npm run build`, and 2 KB of disk, of memory too for the last two, a line.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { LogMaker, makeKey, toText } from "../audit/verify/make-log.ts";

const [, , count = "1000000", kind = "log"] = process.argv;
const total = Number(count);
const BYTES = 1800;
const LINES_A_CHECKPOINT = 500;
const OBJECTS = 50;
const MACHINES = 10;
const BATCH = 500;

const executable = path.join(import.meta.dirname, "..", "..", "dist", "hooks", "toolgate");
const place = mkdtempSync(path.join(tmpdir(), "toolgate-verify-bench-"));
const key = makeKey();
const spoolKey = randomBytes(32);
const filler = { raw_data: "x".repeat(BYTES - 770) };

/** The lines of one machine, in stretches between checkpoints: what is taken is not kept. */
function* stretches(host: string, lines: number): Generator<string[]> {
  const maker = new LogMaker({ key, spoolKey, host });
  maker.entry("start");
  for (let made = 1; made < lines; made += LINES_A_CHECKPOINT) {
    const records = Math.min(LINES_A_CHECKPOINT, lines - made) - 1;
    for (let record = 0; record < records; record += 1) maker.record({}, filler);
    yield maker.entry("checkpoint").drain();
  }
}

function writeOwnLog(): string {
  const directory = path.join(place, "audit", "log");
  mkdirSync(directory, { recursive: true });
  const file = openSync(path.join(directory, `${"0".repeat(16)}.log`), "w");
  for (const lines of stretches("web-1", total)) writeSync(file, toText(lines));
  closeSync(file);
  return path.dirname(directory);
}

const shuffled = <T>(list: T[]): T[] => {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
  return list;
};

function writeObjects(isShuffled: boolean): string {
  const machines = Array.from({ length: MACHINES }, (_, index) => {
    const lines = [...stretches(`web-${index}`, total / MACHINES)].flat();
    const batches = [];
    for (let at = 0; at < lines.length; at += BATCH) batches.push(lines.slice(at, at + BATCH));
    const arrived = [];
    for (let at = 0; at < batches.length; at += 4)
      arrived.push(...shuffled(batches.slice(at, at + 4)));
    return arrived;
  });
  const turns = Math.max(...machines.map(({ length }) => length));
  const mixed = Array.from({ length: turns }, (_, turn) =>
    machines.map((each) => each[turn] ?? []),
  );
  const all = isShuffled ? shuffled(mixed.flat(2)) : mixed.flat(2);
  const size = Math.ceil(all.length / OBJECTS);
  const directory = path.join(place, "objects");
  mkdirSync(directory);
  for (let object = 0; object < OBJECTS; object += 1) {
    const lines = all.slice(object * size, (object + 1) * size);
    const name = String(object).padStart(4, "0");
    writeFileSync(path.join(directory, name), gzipSync(toText(lines), { level: 1 }));
  }
  return directory;
}

const isOwn = kind === "log" || kind === "macs";
const target = isOwn ? writeOwnLog() : writeObjects(kind === "shuffled");
const keyFile = path.join(place, "seal.pub");
writeFileSync(keyFile, key.publicPem);
const spoolKeyFile = path.join(place, "spool.key");
writeFileSync(spoolKeyFile, spoolKey);
const macs = kind === "macs" ? ["--spool-key", spoolKeyFile] : [];
const child = spawn(executable, [
  "audit",
  "verify",
  "--key",
  keyFile,
  ...macs,
  "--now",
  "2026-11-01T12:00:00Z",
  target,
]);
let [peak, cpu] = [0, 0];
const timer = setInterval(() => {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peak * 1024) / 1024;
    const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    cpu = (Number(stat[11]) + Number(stat[12])) / 100;
  } catch {
    // It has ended.
  }
}, 5);
let said = "";
child.stdout.on("data", (chunk) => (said += String(chunk)));
const status = await new Promise((resolve) => child.once("close", resolve));
clearInterval(timer);
rmSync(place, { recursive: true });
console.log(said.slice(0, 600));
console.log(
  `${kind}, ${total} lines: status ${status}, ${Math.round(total / cpu)} lines/s, ${Math.round(peak)} MiB`,
);
