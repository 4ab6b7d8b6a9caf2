// Exercises the bundled guard on ordinary events, in the runtime that will carry it, and keeps the code
// that V8 compiled meanwhile. The events are what a developer's session mostly consists of.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { RUNTIME_ARGUMENTS } from "./make-executable.mjs";
import { root } from "./runtime.mjs";

/** The file with V8's code cache for `program`, to be loaded by the very same `runtime`. */
export function trainCodeCache({ program, runtime, rules }) {
  const place = path.join(path.dirname(program), "training");
  for (const folder of ["spool", "keys", "hooks"])
    mkdirSync(path.join(place, folder), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(place, "keys", "spool.key"), randomBytes(32), { mode: 0o600 });
  const layout = {
    format: 1,
    installation: "trial",
    spool: path.join(place, "spool"),
    keys: path.join(place, "keys"),
  };
  writeFileSync(path.join(place, "hooks", "layout.json"), JSON.stringify(layout));
  const output = path.join(path.dirname(program), "code-cache");
  execFileSync(
    runtime,
    [
      ...RUNTIME_ARGUMENTS,
      path.join(root, "scripts", "exercise-program.cjs"),
      program,
      path.join(place, "hooks"),
      rules,
      output,
    ],
    { stdio: ["ignore", "inherit", "pipe"] },
  );
  return output;
}
