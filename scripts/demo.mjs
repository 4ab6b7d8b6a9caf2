// Shows an installed trial at work: feeds the events of demo/events.jsonl to its guard, as Claude Code
// would, and prints what it decided and which records that left. Nothing of an event is ever run.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./runtime.mjs";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** `{alnum:36}` becomes 36 random characters: a secret that never existed before. */
function expandTemplates(text) {
  return text.replaceAll(/\{alnum:(\d+)\}/g, (_, count) =>
    Array.from({ length: Number(count) }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  );
}

function readEvents() {
  const lines = readFileSync(path.join(root, "demo", "events.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line, index) => {
    const { title, event } = JSON.parse(expandTemplates(line));
    const session = { session_id: "demo", cwd: root, tool_use_id: `demo-${index + 1}` };
    return { title, event: { ...session, ...event } };
  });
}

/** Runs the guard on one event; what it answered, as the host takes it. */
function ask(guard, event) {
  const { status, stdout, stderr } = spawnSync(guard, [], {
    input: `${JSON.stringify(event)}\n`,
    encoding: "utf8",
    timeout: 10_000,
  });
  const answer = stdout === "" ? {} : JSON.parse(stdout);
  return { decision: toWord(status, answer), reason: toReason(answer, stderr) };
}

function toWord(status, { hookSpecificOutput }) {
  if (status !== 0) return status === 2 ? "deny" : `exit ${status}`;
  if (hookSpecificOutput?.updatedToolOutput !== undefined) return "mask";
  return hookSpecificOutput?.permissionDecision ?? "pass";
}

function toReason({ hookSpecificOutput, systemMessage }, stderr) {
  const shown = hookSpecificOutput?.updatedToolOutput;
  const seen = shown === undefined ? "" : ` The model sees: ${JSON.stringify(shown)}`;
  return (hookSpecificOutput?.permissionDecisionReason ?? systemMessage ?? stderr.trim()) + seen;
}

function describeCall({ tool_name, tool_input }) {
  const { command, file_path, url, text } = tool_input;
  return `${tool_name} ${command ?? file_path ?? url ?? text}`;
}

/** Secrets are random, but even so they do not belong on a screen. */
function hideTokens(text) {
  return text.replaceAll(/(gh[a-z]_)[A-Za-z0-9]{20,}/g, "$1…");
}

function wrap(text, width, indent) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== "" && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${" ".repeat(indent)}${line}`).join("\n");
}

function showDecisions(guard) {
  for (const { title, event } of readEvents()) {
    const { decision, reason } = ask(guard, event);
    const call = hideTokens(describeCall(event));
    console.log(`${decision.toUpperCase().padEnd(6)}${title.padEnd(42)}${call}`);
    if (reason !== "") console.log(wrap(hideTokens(reason), 92, 6));
  }
}

function showRecords(spool) {
  for (const segment of readdirSync(spool).filter((name) => name.endsWith(".seg"))) {
    console.log(`\nThe records in ${path.join(spool, segment)}:\n`);
    for (const line of readFileSync(path.join(spool, segment), "utf8").split("\n")) {
      if (line === "") continue;
      const { record } = JSON.parse(line);
      const { integrity, timing_us } = record.unmapped;
      const micros = Object.values(timing_us).reduce((sum, value) => sum + value, 0);
      const time = new Date(record.time).toISOString();
      console.log(`${time}  ${integrity}  ${String(micros).padStart(6)} µs  ${record.message}`);
    }
  }
}

const prefix = path.resolve(process.argv[2] ?? path.join(root, "toolgate-demo"));
console.log("\nWhat the guard decides:\n");
showDecisions(path.join(prefix, "etc/claude-code/hooks/guard"));
showRecords(path.join(prefix, "var/spool/toolgate"));
console.log(`\nEverything of this demo is in ${prefix}; remove it with rm -r.`);
