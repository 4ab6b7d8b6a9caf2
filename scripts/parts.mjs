// What the guard's executable is made of: scripts with a code cache each. The program loads the others when it needs
// them, so that an ordinary event pays for none.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./runtime.mjs";

/** Scripts by name, each with what it is made of in bin/. */
export const parts = {
  program: "guard.ts",
  repository: "repository.ts",
  languages: "languages.ts",
  engines: "engines.ts",
  intake: "intake.ts",
};

/** Modules that the program finds in the part `languages`, by what it asks them for: functions only. */
const MODULES = {
  "src/action/cmd/effects.ts": "toUnix",
  "src/action/cmd/walk.ts": "walkCmd",
  "src/action/code/registry.ts": "examinerOf",
  "src/action/operation/operations-of.ts": "operationsOf",
  "src/action/powershell/walk.ts": "walkPowerShell",
  "src/action/sql/read-sql.ts": "readSql",
};

/** For esbuild: puts in the place of those modules a call into the part. */
export const loadLanguagesOnDemand = {
  name: "languages on demand",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const name = MODULES[path.relative(root, file).split(path.sep).join("/")];
      if (name === undefined) return undefined;
      if (!readFileSync(file, "utf8").includes(`export function ${name}(`)) {
        throw new Error(`${file} exports no function ${name}: scripts/parts.mjs names it`);
      }
      const contents = `export function ${name}(...given) { return load("languages").${name}(...given); }`;
      return { contents, loader: "js" };
    });
  },
};

/** The part of the command line's executable that only `toolgate forward` loads: AWS's SDK is most of it. */
export const forwarderPart = { name: "forward", entry: "forward.ts" };

const LOADER = "src/cli/forward/load-forwarder.ts";

/** For esbuild: the command line finds that part among its executable's assets. */
export const loadForwarderOnDemand = {
  name: "forwarder on demand",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      if (path.relative(root, file).split(path.sep).join("/") !== LOADER) return undefined;
      const contents = `export async function loadForwarder() {
        const { getAsset } = require("node:sea");
        const { Script } = require("node:vm");
        const source = Buffer.from(getAsset("${forwarderPart.name}.js")).latin1Slice();
        const script = new Script(source, { filename: "${forwarderPart.name}.js" });
        const module = { exports: {} };
        script.runInThisContext()(require, module, module.exports);
        return module.exports;
      }`;
      return { contents, loader: "js" };
    });
  },
};
