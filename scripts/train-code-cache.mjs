// Exercises the parts of the guard on ordinary events, in the runtime that will carry them, and keeps the code
// that V8 compiled meanwhile. The events are what a developer's session mostly consists of; those in
// "{repository}" are in one with rules of its own, those in "{checkout}" and "{worktree}" in one without; those marked "with_engine" are judged with engines on: a script
// that finds nothing, and a service that is not there.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { RUNTIME_ARGUMENTS } from "./make-executable.mjs";
import { root } from "./runtime.mjs";

/** Writes `<part>.cache` beside each `<part>.js` in `work`, for the very same `runtime`. */
export function trainCodeCaches({ work, parts, runtime, rules }) {
  const place = path.join(work, "training");
  for (const folder of ["spool", "keys", "hooks", "repository/.git", "repository/.claude"])
    mkdirSync(path.join(place, folder), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(place, "keys", "spool.key"), randomBytes(32), { mode: 0o600 });
  const layout = {
    format: 1,
    installation: "trial",
    spool: path.join(place, "spool"),
    keys: path.join(place, "keys"),
    audit: path.join(place, "audit"),
  };
  writeFileSync(path.join(place, "hooks", "layout.json"), JSON.stringify(layout));
  copyFileSync(
    path.join(root, "scripts", "training-repository.yaml"),
    path.join(place, "repository", ".claude", "toolgate.yaml"),
  );
  placeCheckouts(place);
  const script = path.join(root, "scripts", "exercise-program.cjs");
  placeEngineRules(place, rules);
  const { status, stderr } = spawnSync(
    runtime,
    [...RUNTIME_ARGUMENTS, script, work, rules, ...parts],
    // Without the environment: the builder's own may name a repository, or change what V8 does.
    { stdio: ["ignore", "inherit", "pipe"], encoding: "utf8", env: {} },
  );
  if (status !== 0) throw new Error(`the training failed:\n${stderr}`);
}

/** A repository as git leaves it when it has cloned one, and a worktree of it: "{checkout}" and "{worktree}". */
function placeCheckouts(place) {
  const git = path.join(place, "checkout", ".git");
  const linked = path.join(git, "worktrees", "worktree");
  for (const folder of [linked, path.join(place, "worktree")])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const remote = `[remote "origin"]\n\turl = git@example.com:acme/app.git\n`;
  writeFileSync(path.join(git, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(path.join(git, "config"), `[core]\n\tbare = false\n${remote}`);
  writeFileSync(path.join(linked, "HEAD"), "ref: refs/heads/other\n");
  writeFileSync(path.join(linked, "commondir"), "../..\n");
  writeFileSync(path.join(place, "worktree", ".git"), `gitdir: ${linked}\n`);
}

/** What gitleaks says of an innocent text, and of its version. */
const FAKE_GITLEAKS = `#!/bin/sh
if [ "$1" = version ]; then echo 8.30.1; exit; fi
cat >/dev/null
echo '[]'
echo 'scanned ~99999999 bytes (100 MB) in 1ms' >&2
`;

/** A second tree of hooks, whose policy asks an engine about everything. */
function placeEngineRules(place, rules) {
  const hooks = path.join(place, "hooks-with-engine");
  mkdirSync(path.join(hooks, "rules"), { recursive: true, mode: 0o700 });
  copyFileSync(path.join(place, "hooks", "layout.json"), path.join(hooks, "layout.json"));
  cpSync(path.join(rules, "secrets.toml"), path.join(hooks, "rules", "secrets.toml"));
  const scanner = path.join(place, "gitleaks");
  writeFileSync(scanner, FAKE_GITLEAKS);
  chmodSync(scanner, 0o700);
  const [head, ...lines] = readFileSync(path.join(rules, "bundle.jsonl"), "latin1").split("\n");
  const bundle = JSON.parse(head);
  bundle.policy.engines = [
    {
      name: "gitleaks",
      run: "always",
      path: scanner,
      config: "toolgate",
      version: { from: [8, 0, 0], below: [9, 0, 0] },
      onlyVerified: false,
      deadlineMs: 4000,
      // Where no script of sh runs, the training goes no further than the attempt.
      onFailure: process.platform === "win32" ? "ignore" : "deny",
      outcome: "deny",
    },
    // Nobody answers there: what is trained is the way to the question and the failure.
    {
      name: "llm-guard",
      run: "always",
      url: "http://127.0.0.1:9",
      roles: ["prompt", "written", "argument", "file", "output", "command"],
      deadlineMs: 1000,
      onFailure: "ignore",
      outcome: "deny",
      thresholds: {},
      threshold: 0.5,
      mask: false,
      answersTo: "output",
    },
  ];
  const text = [toAscii(JSON.stringify(bundle)), ...lines].join("\n");
  writeFileSync(path.join(hooks, "rules", "bundle.jsonl"), text, "latin1");
}

function toAscii(json) {
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return json.replaceAll(/[^\0-\x7f]/g, escape);
}
