// Exercises the parts of the guard on ordinary events, in the runtime that will carry them, and keeps the code
// that V8 compiled meanwhile. The events are what a developer's session mostly consists of; those in
// "{repository}" are in one with rules of its own.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
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
  };
  writeFileSync(path.join(place, "hooks", "layout.json"), JSON.stringify(layout));
  copyFileSync(
    path.join(root, "scripts", "training-repository.yaml"),
    path.join(place, "repository", ".claude", "toolgate.yaml"),
  );
  const script = path.join(root, "scripts", "exercise-program.cjs");
  const { status, stderr } = spawnSync(
    runtime,
    [...RUNTIME_ARGUMENTS, script, work, rules, ...parts],
    // Without the environment: the builder's own may name a repository, or change what V8 does.
    { stdio: ["ignore", "inherit", "pipe"], encoding: "utf8", env: {} },
  );
  if (status !== 0) throw new Error(`the training failed:\n${stderr}`);
}
