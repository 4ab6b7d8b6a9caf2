// Runs the bundled guard on each training event in one process, then writes V8's code cache:
// exercise-program.cjs PROGRAM HOOKS_DIRECTORY RULES_DIRECTORY OUTPUT
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { Script } = require("node:vm");

const [node, , program, hooks, rules, output] = process.argv;
process.argv = [node, node];
const events = fs
  .readFileSync(path.join(__dirname, "training-events.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean);

const link = path.join(hooks, "rules");
fs.rmSync(link, { force: true });
fs.symlinkSync(rules, link);

const script = new Script(fs.readFileSync(program, "latin1"), { filename: "program.js" });
const loaded = { exports: {} };
script.runInThisContext()(require, loaded, loaded.exports);

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
  loaded.exports.main(hooks);
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
  fs.writeFileSync(output, script.createCachedData());
  exit(0);
}

next();
