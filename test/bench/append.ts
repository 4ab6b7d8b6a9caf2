import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeExecutable } from "../../scripts/make-executable.mjs";
import { root } from "../../scripts/runtime.mjs";
import { DEFAULT_AUDIT } from "../../src/model/audit-policy.ts";
import type { Trial } from "../executable/trial.ts";
import { TrialPolicy } from "../executable/trial-policy.ts";
import { EVENTS } from "./events.ts";

/** Milliseconds of a hook's time, at the median, from a finished evaluation to a record in the spool. */
export interface Append {
  readonly plain: number;
  /** With `policy.audit.sync`. */
  readonly synced: number;
}

/**
 * Reports on descriptor 3: the recorder reads the clock first, and last comes the write, or what brings it to the
 * disk.
 */
const REPORT = `
const fs = require("node:fs");
const { now } = Date;
const { writeSync, fdatasyncSync } = fs;
let begun, ended;
Date.now = () => {
  if (ended === undefined) begun = process.hrtime.bigint();
  return now();
};
fs.writeSync = (descriptor, data, ...rest) => {
  const written = writeSync(descriptor, data, ...rest);
  if (ended === undefined && data[0] === 10 && data[1] === 123) ended = process.hrtime.bigint();
  return written;
};
fs.fdatasyncSync = (descriptor) => {
  fdatasyncSync(descriptor);
  ended = process.hrtime.bigint();
};
process.on("exit", () => writeSync(3, String(Number(ended - begun) / 1e6)));
`;

/** Measures an executable like the guard's, but for what reports, on an ordinary event in a repository. */
export async function measureAppend(place: string, trial: Trial, rounds: number): Promise<Append> {
  const executable = await makeReporting(place, trial);
  const cwd = placeRepository(place);
  const input = JSON.stringify({ ...JSON.parse(EVENTS.ordinary), cwd });
  const policy = new TrialPolicy(trial);
  const median = (): number => {
    const runs = Array.from({ length: rounds }, () => timeOf(executable, input));
    return runs.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  };
  const plain = median();
  policy.change({ audit: { ...DEFAULT_AUDIT, sync: true } });
  const synced = median();
  policy.restore();
  return { plain, synced };
}

async function makeReporting(place: string, trial: Trial): Promise<string> {
  const work = path.join(root, "dist", "work");
  const parts = readdirSync(work).filter((name) => /\.(?:js|cache)$/.test(name));
  const assets = Object.fromEntries(parts.map((name) => [name, path.join(work, name)]));
  const main = path.join(place, "timing.cjs");
  writeFileSync(main, REPORT + readFileSync(path.join(root, "bin", "sea-loader.cjs"), "utf8"));
  // Beside the trial's rules and layout, which it finds by its own path.
  const output = path.join(trial.hooks, "guard-timing");
  const nodePath = path.join(work, "node");
  await makeExecutable({ main, output, nodePath, useCodeCache: false, assets });
  return output;
}

function placeRepository(place: string): string {
  const directory = path.join(place, "repository");
  mkdirSync(path.join(directory, ".git"), { recursive: true });
  writeFileSync(path.join(directory, ".git/HEAD"), "ref: refs/heads/main\n");
  const remote = '[remote "origin"]\n\turl = git@example.com:acme/app.git\n';
  writeFileSync(path.join(directory, ".git/config"), `[core]\n\tbare = false\n${remote}`);
  return directory;
}

function timeOf(executable: string, input: string): number {
  const { output } = spawnSync(executable, [], {
    input,
    env: {},
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
  return Number(String(output[3]));
}
