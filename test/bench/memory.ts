import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeExecutable } from "../../scripts/make-executable.mjs";
import { root } from "../../scripts/runtime.mjs";
import type { Trial } from "../executable/trial.ts";
import { EVENTS } from "./events.ts";

/** Reports the process's peak memory on descriptor 3 when it ends. */
const REPORT =
  'process.on("exit", () => require("node:fs").writeSync(3, String(process.resourceUsage().maxRSS)));\n';

/** Peak resident memory in KiB on an ordinary event, as the kernel counts it. */
export interface Memory {
  readonly guard: number;
  readonly empty: number;
}

/** Measures executables like the real ones, but for a line that reports. */
export async function measureMemory(place: string, trial: Trial): Promise<Memory> {
  const work = path.join(root, "dist", "work");
  const parts = readdirSync(work).filter((name) => /\.(?:js|cache)$/.test(name));
  const assets = Object.fromEntries(parts.map((name) => [name, path.join(work, name)]));
  const loader = readFileSync(path.join(root, "bin", "sea-loader.cjs"), "utf8");
  const nodePath = path.join(work, "node");
  const make = async (output: string, script: string, more: object) => {
    const main = path.join(place, `${path.basename(output)}.cjs`);
    writeFileSync(main, REPORT + script);
    await makeExecutable({ main, output, nodePath, useCodeCache: false, ...more });
    return peakOf(output);
  };
  return {
    empty: await make(path.join(place, "empty-reporting"), "", { runtimeArguments: [] }),
    // Beside the trial's rules and layout, which it finds by its own path.
    guard: await make(path.join(trial.hooks, "guard-reporting"), loader, { assets }),
  };
}

function peakOf(executable: string): number {
  const { output } = spawnSync(executable, [], {
    input: EVENTS.ordinary,
    env: {},
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
  return Number(String(output[3]));
}
