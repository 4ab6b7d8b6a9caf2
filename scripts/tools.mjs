// Fetches the pinned Claude Code client for the end-to-end tests and prints the path of its executable.
// It goes into .tools/ (or $TOOLGATE_TOOLS) by the ordinary npm client; a second run finds it there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./runtime.mjs";

export const clientVersion = "2.1.330";

const platform = `${process.platform}-${process.arch}`;
const directory = process.env.TOOLGATE_TOOLS ?? path.join(root, ".tools");
const home = path.join(directory, `claude-code-${clientVersion}`);

/** Where the client's executable is, or would be once fetched. */
export const clientPath = path.join(
  home,
  "node_modules/@anthropic-ai",
  `claude-code-${platform}`,
  process.platform === "win32" ? "claude.exe" : "claude",
);

function fetchClient() {
  mkdirSync(home, { recursive: true });
  // The platform package holds the whole client; --prefix alone would walk up to our own package.json.
  const args = ["install", "--prefix", home, "--no-save", "--no-package-lock", "--ignore-scripts"];
  const spec = `@anthropic-ai/claude-code-${platform}@${clientVersion}`;
  const result = spawnSync("npm", [...args, spec], { cwd: home, stdio: ["ignore", 2, 2] });
  if (result.status !== 0 || !existsSync(clientPath)) {
    throw new Error(`npm could not install ${spec} into ${home}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(clientPath)) fetchClient();
  process.stdout.write(`${clientPath}\n`);
}
