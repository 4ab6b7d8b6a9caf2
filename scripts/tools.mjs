// `npm run tools [-- client gitleaks trufflehog moto]`: what the tests drive and we do not ship: the pinned Claude Code
// client by the ordinary npm client, the pinned scanners, built with Go from the module proxy, and the pinned moto,
// by pip in a virtual environment of its own (Python 3.10 or newer). They go into .tools/
// (or $TOOLGATE_TOOLS); a second run finds them there. Prints the path of each executable, one a line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./runtime.mjs";

export const clientVersion = "2.1.330";

const platform = `${process.platform}-${process.arch}`;
const directory = process.env.TOOLGATE_TOOLS ?? path.join(root, ".tools");
const home = path.join(directory, `claude-code-${clientVersion}`);
const suffix = process.platform === "win32" ? ".exe" : "";

/** Where the client's executable is, or would be once fetched. */
export const clientPath = path.join(
  home,
  "node_modules/@anthropic-ai",
  `claude-code-${platform}`,
  `claude${suffix}`,
);

/**
 * The scanners: each a small module in scripts/tools/ whose go.mod and go.sum pin all of it (TruffleHog's own go.mod
 * has `replace` lines, which Go honours only in the main module, so ours repeats them). The version stands in a
 * variable that their releases set when they are linked, and so do we.
 */
const scanners = {
  gitleaks: {
    version: "8.30.1",
    module: "github.com/zricethezav/gitleaks/v8",
    variable: "version.Version",
  },
  trufflehog: {
    version: "3.90.0",
    module: "github.com/trufflesecurity/trufflehog/v3",
    variable: "pkg/version.BuildVersion",
  },
};

const scannerPath = (name) =>
  path.join(directory, `${name}-${scanners[name].version}`, `${name}${suffix}`);

/** Where the real gitleaks is, or would be once built. */
export const gitleaksPath = scannerPath("gitleaks");

/** Where the real TruffleHog is, or would be once built. */
export const trufflehogPath = scannerPath("trufflehog");

export const motoVersion = "5.2.5";

const motoHome = path.join(directory, `moto-${motoVersion}`);
const scripts = process.platform === "win32" ? "Scripts" : "bin";

/** Where moto's server is, or would be once fetched. */
export const motoPath = path.join(motoHome, scripts, `moto_server${suffix}`);

function fetchMoto() {
  const run = (command, ...args) => {
    const { status } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
    if (status !== 0) throw new Error(`moto was not made: ${command} ${args[0]} ${args[1]} failed`);
  };
  const python = process.platform === "win32" ? "python" : "python3";
  mkdirSync(directory, { recursive: true });
  // Its scripts name their interpreter by its path: it is made where it stays, and an unfinished one is made anew.
  run(python, "-m", "venv", "--clear", motoHome);
  const requirements = path.join(root, "scripts", "tools", "moto", "requirements.txt");
  const pip = path.join(motoHome, scripts, `pip${suffix}`);
  run(pip, "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", requirements);
}

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

/** Go by its name, or where its own installer puts it. */
function findGo() {
  const works = (go) => spawnSync(go, ["version"], { stdio: "ignore" }).status === 0;
  return ["go", "/usr/local/go/bin/go"].find(works);
}

function buildScanner(name) {
  const go = findGo();
  if (go === undefined) {
    throw new Error(`${name} was not built: there is no Go on this machine (1.25 or newer)`);
  }
  const { version, module, variable } = scanners[name];
  const output = scannerPath(name);
  mkdirSync(path.dirname(output), { recursive: true });
  const unfinished = `${output}.${process.pid}`;
  const linking = `-s -w -X ${module}/${variable}=${version}`;
  const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", linking, "-o", unfinished];
  console.error(`building ${name} ${version}: minutes, the first time`);
  const { status } = spawnSync(go, [...args, module], {
    cwd: path.join(root, "scripts", "tools", name),
    // No other toolchain is fetched, and no C compiler is needed.
    env: { ...process.env, GOTOOLCHAIN: "local", CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false" },
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error(`Go could not build ${name} ${version}`);
  renameSync(unfinished, output);
}

const tools = {
  client: { at: clientPath, make: fetchClient },
  gitleaks: { at: gitleaksPath, make: () => buildScanner("gitleaks") },
  trufflehog: { at: trufflehogPath, make: () => buildScanner("trufflehog") },
  moto: { at: motoPath, make: fetchMoto },
};

function make(names) {
  for (const name of names) {
    if (tools[name] === undefined) throw new Error(`there is no tool "${name}"`);
    const { at, make: makeTool } = tools[name];
    if (!existsSync(at)) makeTool();
    process.stdout.write(`${at}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  try {
    make(named.length > 0 ? named : Object.keys(tools));
  } catch (error) {
    console.error(`tools: ${error.message}`);
    process.exitCode = 1;
  }
}
