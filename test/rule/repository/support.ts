import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { RuleBundle } from "../../../src/model/bundle.ts";
import type { HookEvent } from "../../../src/model/event.ts";
import { parseEvent } from "../../../src/event/parse-event.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

/** A company's rules, small enough to know by heart. */
const COMPANY = `policy:
  profile: standard
  mode: enforce
  rule_modes: { command/no-frob: warn }
  on_failure: ask
  on_partial: ask
commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: deny
    maturity: stable
    patterns: [frob --all]
    examples: { deny: [frob --all], allow: [frob --one] }
  - id: command/list
    why: it only lists
    instead: nothing
    severity: low
    outcome: allow
    maturity: stable
    patterns: [ls]
    examples: { deny: [cat], allow: [ls -l] }
paths:
  - id: path/vault
    why: it is the vault
    instead: leave it
    severity: high
    outcome: ask
    maturity: stable
    access: [read, write]
    paths: [/vault/**]
    examples: { deny: [read /vault/x], allow: [read /home/x] }
programs:
  npm: { valued: [--tag] }
`;

/** A new directory that goes when the test ends, or where it is made outside of one, with `remove`. */
export function makeDirectory(remove: (work: () => void) => void = onTestFinished): string {
  const directory = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "toolgate-own-"));
  remove(() => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes files below a directory, by their names. */
export function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** @param policy What replaces in the company's policy: `["on_partial: ask", "on_partial: deny"]`. */
export function buildCompany(...policy: readonly (readonly [string, string])[]): RuleBundle {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-company-"));
  try {
    const text = policy.reduce((before, [from, to]) => before.replace(from, to), COMPANY);
    writeFiles(directory, { VERSION: "1.0.0\n", "commands.yaml": text });
    return buildRules(directory);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** A rule of a repository as its file has it, with these values instead of the usual ones. */
export function ownRule(values: Readonly<Record<string, string>> = {}): string {
  const rule = {
    id: "command/repository-npm-publish",
    why: "the pipeline publishes",
    instead: "push a tag",
    severity: "high",
    outcome: "deny",
    patterns: "[npm publish]",
    examples: "{ deny: [npm --tag x publish], allow: [npm pack] }",
    ...values,
  };
  const lines = Object.entries(rule).map(([key, value]) => `    ${key}: ${value}`);
  return `commands:\n${lines.join("\n").replace("   ", "  -")}\n`;
}

export function bashIn(cwd: string | undefined, command: string): HookEvent {
  const event = {
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command },
    ...(cwd === undefined ? {} : { cwd }),
  };
  return parseEvent(Buffer.from(JSON.stringify(event)));
}
