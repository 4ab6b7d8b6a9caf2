// `npm run build`: dist/hooks/guard, dist/hooks/toolgate and the rules beside them, for this machine.
// Runs on the pinned runtime, which is also the one that goes into the executables.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { makeExecutable, stripRuntime } from "./make-executable.mjs";
import { forwarderPart, loadForwarderOnDemand, loadLanguagesOnDemand, parts } from "./parts.mjs";
import { root } from "./runtime.mjs";
import { markBuilt } from "./source-digest.mjs";
import { trainCodeCaches } from "./train-code-cache.mjs";

// Made beside the last build and put in its place whole: what runs from dist/ meanwhile goes on running.
const next = path.join(root, `dist.next-${process.pid}`);
const work = path.join(next, "work");
const hooks = path.join(next, "hooks");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const links = ["secret-scan", "injection-guard", "command-guard", "audit-log"];

/** One script with everything in it; latin1-safe, so that the loader need not decode UTF-8. */
async function bundle(entry, output, wrapping = {}) {
  const outfile = path.join(work, output);
  await build({
    entryPoints: [path.join(root, "bin", entry)],
    outfile,
    ...wrapping,
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

/** A part is an expression, the function that runs it: so the loader can hand it what modules are given. */
const asFunction = {
  banner: { js: "(function(require,module,exports,load){" },
  footer: { js: "})" },
};
const partNames = Object.keys(parts);
const [toolgate, forwarder] = await Promise.all([
  bundle("toolgate.ts", "toolgate.cjs", { plugins: [loadForwarderOnDemand] }),
  bundle(forwarderPart.entry, `${forwarderPart.name}.js`, asFunction),
  ...partNames.map((name) => {
    const plugins = name === "program" ? [loadLanguagesOnDemand] : [];
    return bundle(parts[name], `${name}.js`, { ...asFunction, plugins });
  }),
]);
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

trainCodeCaches({ work, parts: partNames, runtime: nodePath, rules: path.join(hooks, "rules") });
const files = partNames.flatMap((name) => [`${name}.js`, `${name}.cache`]);
const assets = Object.fromEntries(files.map((file) => [file, path.join(work, file)]));
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
  assets: { [path.basename(forwarder)]: forwarder },
  useCodeCache: false,
});
for (const link of links) symlinkSync("guard", path.join(hooks, link));
markBuilt(next);
const dist = path.join(root, "dist");
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
console.log("built dist/hooks");
