// An executable from one script and the stripped runtime, through pkg's SEA interface. That takes the path of
// a Node binary, so nothing is downloaded; and it strips nothing itself, so the order is ours:
// strip first, inject after (the other way round breaks the file).
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, renameSync } from "node:fs";
import path from "node:path";
import sea from "@yao-pkg/pkg/lib-es5/sea.js";
import { runtimePath } from "./runtime.mjs";

/**
 * For a process that lives some milliseconds: a young generation large enough that an ordinary event ends before
 * its first collection; no baseline and middle tier of the compiler, whose work on another thread comes too
 * late and takes time from this one; no machine code for a regular expression that runs a few times on short
 * texts. What runs long, on large texts, is optimised as ever. V8 takes a code cache only under the flags
 * that it was made with, so the training runs with the same (docs/adr/0002).
 */
export const RUNTIME_ARGUMENTS = [
  "--min-semi-space-size=16",
  "--v8-pool-size=0",
  "--no-sparkplug",
  "--no-maglev",
  "--regexp-tier-up-ticks=50",
  "--no-rehash-snapshot",
  "--no-regexp-peephole-optimization",
];

/** A copy of the runtime without its symbols, in `folder`. */
export function stripRuntime(folder) {
  const stripped = path.join(folder, path.basename(runtimePath()));
  copyFileSync(runtimePath(), stripped);
  chmodSync(stripped, 0o755);
  if (process.platform === "win32") return stripped;
  try {
    execFileSync("strip", process.platform === "darwin" ? ["-x", stripped] : [stripped]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log("build: no strip on this machine; the executables keep the runtime's symbols");
  }
  return stripped;
}

/** Writes `output`; the runtime's arguments are closed to the environment (no NODE_OPTIONS). */
export async function makeExecutable(options) {
  const { main, output, nodePath, assets = {}, useCodeCache } = options;
  const { runtimeArguments = RUNTIME_ARGUMENTS } = options;
  const platform = { linux: "linux", darwin: "macos", win32: "win" }[process.platform];
  const seaConfig = {
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache,
    execArgv: [...runtimeArguments],
    execArgvExtension: "none",
    assets,
  };
  const target = { nodeRange: "node26", platform, arch: process.arch, output: `${output}.new` };
  await quietly(() =>
    sea.default(main, {
      nodePath,
      signature: process.platform === "darwin",
      seaConfig,
      targets: [target],
    }),
  );
  chmodSync(`${output}.new`, 0o755);
  renameSync(`${output}.new`, output);
}

/** pkg reports each step to the console; a build that works has nothing to say. */
async function quietly(work) {
  const { log } = console;
  console.log = () => {};
  try {
    await work();
  } finally {
    console.log = log;
  }
}
