// Runs the bundled guard on each training event in one process, then writes V8's code cache of each part:
// exercise-program.cjs WORK RULES_DIRECTORY PART…
"use strict";
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { Script } = require("node:vm");

const [node, , work, rules, ...parts] = process.argv;
process.argv = [node, node];
const place = path.join(work, "training");
const hooks = path.join(place, "hooks");
const events = fs
  .readFileSync(path.join(__dirname, "training-events.jsonl"), "utf8")
  .replaceAll(/\{(repository|checkout|worktree)\}/g, (_, name) => path.join(place, name))
  .split("\n")
  .filter(Boolean);

const link = path.join(hooks, "rules");
fs.rmSync(link, { force: true });
fs.symlinkSync(rules, link);

const loaded = new Map();

/** As bin/sea-loader.cjs does, but what was loaded stays, for its cache. */
function load(part) {
  const before = loaded.get(part);
  if (before !== undefined) return before.module.exports;
  const source = fs.readFileSync(path.join(work, `${part}.js`), "latin1");
  const script = new Script(source, { filename: `${part}.js` });
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports, load);
  loaded.set(part, { script, module });
  return module.exports;
}

/** Opens `file` as this descriptor: the lowest free number is the one just closed. */
function replaceDescriptor(descriptor, file, flags) {
  fs.closeSync(descriptor);
  if (fs.openSync(file, flags) !== descriptor) throw new Error(`descriptor ${descriptor} is taken`);
}

replaceDescriptor(1, path.join(hooks, "answers"), "w");
const input = path.join(hooks, "event.json");
const exit = process.exit.bind(process);
const codes = [];

function next() {
  const event = events[codes.length];
  if (event === undefined) return finish();
  fs.writeFileSync(input, event);
  replaceDescriptor(0, input, "r");
  const { with_engine } = JSON.parse(event);
  load("program").main(load, with_engine ? path.join(place, "hooks-with-engine") : hooks);
}

process.exit = (code) => {
  codes.push(code);
  setImmediate(next);
};

function finish() {
  const expected = events.map((event) => (JSON.parse(event).expected_exit === 2 ? 2 : 0));
  if (codes.join() !== expected.join()) {
    console.error(`training answered ${codes.join()} where ${expected.join()} was expected`);
    console.error(fs.readFileSync(path.join(hooks, "answers"), "utf8"));
    return exit(1);
  }
  exerciseIntake().then(
    () => {
      for (const part of parts) writeCache(part);
      exit(0);
    },
    (error) => {
      console.error(error);
      exit(1);
    },
  );
}

/** Hands a note and a record to something that says what the forwarder would: no event does where the spool is there. */
async function exerciseIntake() {
  const run = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-training-"));
  const isWindows = process.platform === "win32";
  const socket = isWindows ? `\\\\.\\pipe\\${path.basename(run)}` : path.join(run, "intake.sock");
  fs.mkdirSync(path.join(run, "proofs"));
  const say = (connection, reply) => connection.write(`${JSON.stringify(reply)}\n`);
  const who = {
    uid: 1000,
    user: "dev",
    host: "build",
    boot: "boot",
    key: "0".repeat(64),
    notes: "",
  };
  const replies = [who, { taken: true }, { taken: true }];
  const server = net.createServer((connection) => {
    say(connection, { v: 1, proof: isWindows ? null : "0".repeat(32) });
    connection.on("data", (data) => data.includes("\n") && say(connection, replies.shift()));
  });
  await new Promise((resolve) => server.listen(socket, resolve));
  const { spool, taint, deliver } = await load("intake").openHandover({ socket, withinMs: 5000 });
  taint.find("session", 0);
  taint.note("session", { time: 0, place: "Read notes.md" });
  spool.append({ raw_data_hash: spool.keyedHash(Buffer.from("{}")), unmapped: { format: 1 } });
  await deliver(5000);
  server.close();
  fs.rmSync(run, { recursive: true });
}

function writeCache(part) {
  const { script } = loaded.get(part) ?? {};
  if (script === undefined) throw new Error(`no training event needs the part "${part}"`);
  fs.writeFileSync(path.join(work, `${part}.cache`), script.createCachedData());
}

next();
