// `node scripts/with-runtime.mjs test/bench/forward-rate.ts [RECORDS] [BYTES] [AHEAD]`: how many records a second the built forwarder
// takes from the spool into a PutRecordBatch endpoint on this machine, and its memory on the way. Needs `npm run build`.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Installation } from "../audit/forward/installation.ts";
import { startForwarder } from "../audit/forward/start-forwarder.ts";
import { StreamServer } from "../audit/forward/stream-server.ts";

/** The last: how many records wait in the spool, so that the forwarder is what is measured. */
const [total = 200_000, size = 600, ahead = 200_000] = process.argv.slice(2).map(Number);

const installation = new Installation();
const server = new StreamServer();
server.keep = false;
const endpoint = await server.open();
installation.configure({
  keep_days: 0,
  sinks: [{ kind: "firehose", name: "lake", stream: "s", region: "eu-central-1", endpoint }],
});

let appended = 0;
function feed(): void {
  const count = Math.min(ahead - (appended - server.count), total - appended);
  if (count < 5000 && appended + count < total) return;
  installation.append(Math.max(0, count), size);
  appended += Math.max(0, count);
  installation.ids.length = 0;
}

feed();
const running = startForwarder(installation.hooks, [], {
  AWS_ACCESS_KEY_ID: "testing",
  AWS_SECRET_ACCESS_KEY: "testing",
});
while (server.count === 0) await sleep(5);
const begun = performance.now();
const first = server.count;
const memory: number[] = [];
let fed = 0;
while (server.count < total) {
  const start = performance.now();
  feed();
  fed += performance.now() - start;
  memory.push(residentMiB(running.child.pid ?? 0));
  await sleep(250);
}
const seconds = (performance.now() - begun) / 1000;
const cpu = cpuSeconds(running.child.pid ?? 0);
await running.end("SIGTERM");
await server.close();
installation.remove();

const rate = Math.round((server.count - first) / seconds);
const part = (from: number, to: number): string =>
  Math.round(Math.max(...memory.slice(memory.length * from, memory.length * to))).toString();
console.log(`${total} records of some ${size + 500} bytes in ${seconds.toFixed(1)} s: ${rate}/s`);
console.log(
  `of it spent on feeding here: ${(fed / 1000).toFixed(1)} s; the forwarder's CPU: ${cpu} s`,
);
console.log(
  `memory, MiB at most, by fifths of the time: ${[0, 0.2, 0.4, 0.6, 0.8].map((from) => part(from, from + 0.2)).join(" ")}`,
);

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function cpuSeconds(pid: number): string {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / 100).toFixed(1);
}
