// Runs the bundled guard on each training event in one process, then writes V8's code cache of each part:
// exercise-program.cjs WORK RULES_DIRECTORY PART…
"use strict";
const fs = require("node:fs");
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
  for (const part of parts) writeCache(part);
  exit(0);
}

function writeCache(part) {
  const { script } = loaded.get(part) ?? {};
  if (script === undefined) throw new Error(`no training event needs the part "${part}"`);
  fs.writeFileSync(path.join(work, `${part}.cache`), script.createCachedData());
}

next();
