// `npm run build`: dist/hooks/guard, dist/hooks/toolgate and the rules beside them, for this machine.
// Runs on the pinned runtime, which is also the one that goes into the executables.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { makeExecutable, stripRuntime } from "./make-executable.mjs";
import { root } from "./runtime.mjs";
import { markBuilt } from "./source-digest.mjs";
import { trainCodeCache } from "./train-code-cache.mjs";

// Made beside the last build and put in its place whole: what runs from dist/ meanwhile goes on running.
const next = path.join(root, `dist.next-${process.pid}`);
const work = path.join(next, "work");
const hooks = path.join(next, "hooks");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const links = ["secret-scan", "injection-guard", "command-guard", "audit-log"];

/** One script with everything in it; latin1-safe, so that the loader need not decode UTF-8. */
async function bundle(name) {
  const outfile = path.join(work, `${name}.cjs`);
  await build({
    entryPoints: [path.join(root, "bin", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node26",
    format: "cjs",
    charset: "ascii",
    minify: true,
    legalComments: "none",
    define: { TOOLGATE_VERSION: JSON.stringify(version) },
    logLevel: "warning",
  });
  return outfile;
}

mkdirSync(work, { recursive: true });
mkdirSync(hooks, { recursive: true });

const [guard, toolgate] = await Promise.all([bundle("guard"), bundle("toolgate")]);
const nodePath = stripRuntime(work);

cpSync(path.join(root, "rules"), path.join(hooks, "rules"), { recursive: true });
execFileSync(
  nodePath,
  [
    path.join(root, "scripts", "start-bundle.cjs"),
    toolgate,
    "rules",
    "build",
    path.join(hooks, "rules"),
  ],
  { stdio: "inherit" },
);

const program = path.join(work, "guard.program.js");
writeFileSync(
  program,
  `(function(require,module,exports){${readFileSync(guard, "latin1")}\n})`,
  "latin1",
);
const codeCache = trainCodeCache({ program, runtime: nodePath, rules: path.join(hooks, "rules") });
const assets = { program, "code-cache": codeCache };
await makeExecutable({
  main: path.join(root, "bin", "sea-loader.cjs"),
  output: path.join(hooks, "guard"),
  nodePath,
  assets,
  useCodeCache: false,
});
await makeExecutable({
  main: toolgate,
  output: path.join(hooks, "toolgate"),
  nodePath,
  assets: {},
  useCodeCache: false,
});
for (const link of links) symlinkSync("guard", path.join(hooks, link));
markBuilt(next);
const dist = path.join(root, "dist");
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
console.log("built dist/hooks");
