// Appends records as hooks do, until it has appended so many, cannot, or its input ends; prints how many:
// `append-process SPOOL WRITER COUNT HOLD PAUSE_MS`. Each opens the segment by name, and appends HOLD records to it while it is open.
import { closeSync } from "node:fs";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import { openSegment } from "../../../src/platform/open-segment.ts";

const [spoolDirectory = "", writer = "", count = "1", hold = "1", pause = "0"] =
  process.argv.slice(2);
const uid = process.getuid?.() ?? 0;
const filler = "x".repeat((Number(writer) * 97) % 3000);
let [n, isOver] = [0, false];
if (Number(pause) > 0) process.stdin.on("end", () => (isOver = true)).resume();

function appendSome(): void {
  const segment = openSegment(spoolDirectory, { uid, group: undefined });
  const spool = createSpool({
    segment,
    key: Buffer.alloc(32, 9),
    uid,
    integrity: "none",
    readBootId: () => "a0afc9d9-447d-4796-8641-8f815b732a03",
  });
  for (let held = 0; held < Number(hold) && n < Number(count); held += 1) {
    spool.append({ writer: Number(writer), n, filler, unmapped: { format: 1 } });
    n += 1;
  }
  closeSync(segment.descriptor);
}

function go(): void {
  if (n < Number(count) && !isOver) {
    appendSome();
    return void (Number(pause) > 0 ? setTimeout(tryGo, Number(pause)) : setImmediate(tryGo));
  }
  process.stdout.write(`${n}\n`);
  process.exit(0);
}

function tryGo(): void {
  try {
    go();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.stdout.write(`${n}\n`);
    process.exitCode = 1;
  }
}
tryGo();
