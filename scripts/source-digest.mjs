// A digest over everything that goes into the executables and the rules: tells whether dist/ is stale.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./runtime.mjs";

const parts = ["bin", "hooks", "rules", "scripts", "src", "package-lock.json"];

function sourceDigest() {
  const hash = createHash("sha256");
  for (const part of parts) {
    for (const file of listFiles(path.join(root, part))) {
      hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

/** Notes that this folder holds what these sources make. */
export function markBuilt(dist) {
  writeFileSync(path.join(dist, "source-digest"), `${sourceDigest()}\n`);
}

export function isBuilt() {
  const stamp = path.join(root, "dist", "source-digest");
  return existsSync(stamp) && readFileSync(stamp, "utf8").trim() === sourceDigest();
}

function listFiles(place) {
  if (!statSync(place).isDirectory()) return [place];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
