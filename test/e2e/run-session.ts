// Runs inside the namespace, as root: makes a home and a project, plays one session of the real client
// in them as an ordinary user, and prints what happened as JSON. The scenario comes on stdin.
import { spawn } from "node:child_process";
import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startFakeApi, toText, type FakeApi } from "./fake-api.ts";
import type { Scenario, SessionResult, ToolResult } from "./scenario.ts";

const USER = 12345;
const SESSION_LIMIT_MS = 60_000;

interface World {
  readonly home: string;
  readonly project: string;
}

function makeWorld(scenario: Scenario): World {
  const home = scenario.home;
  const project = path.join(home, "project");
  makeDirectory(home);
  makeDirectory(project);
  for (const [name, content] of Object.entries(scenario.files ?? {})) {
    const file = path.resolve(project, name);
    makeDirectory(path.dirname(file));
    const isScript = content.startsWith("#!");
    writeFileSync(file, content, { mode: isScript ? 0o755 : 0o644 });
    chownSync(file, USER, USER);
  }
  return { home, project };
}

function makeDirectory(directory: string): void {
  const first = mkdirSync(directory, { recursive: true });
  if (first === undefined) return;
  for (let made = directory; made.length >= first.length; made = path.dirname(made)) {
    chownSync(made, USER, USER);
  }
}

/** Nothing is inherited: the client gets a user's plain environment and the loopback endpoint. */
function toClientEnv(scenario: Scenario, world: World, api: FakeApi): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: world.home,
    LANG: "C.UTF-8",
    ANTHROPIC_API_KEY: ["sk", "ant", "e2e", Date.now().toString(36)].join("-"),
    ANTHROPIC_BASE_URL: api.url,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    ...fillHome(scenario.env ?? {}, world.home),
  };
}

/** `$HOME` in a value is the home of this session. */
function fillHome(env: Readonly<Record<string, string>>, home: string): Record<string, string> {
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    value.replaceAll("$HOME", home),
  ]);
  return Object.fromEntries(filled);
}

function play(scenario: Scenario, world: World, env: Record<string, string>) {
  const drop = [`--reuid=${USER}`, `--regid=${USER}`, "--clear-groups"];
  if (scenario.noNewPrivileges) drop.push("--no-new-privs");
  const client = [scenario.client, "-p", scenario.prompt ?? "go", ...(scenario.args ?? [])];
  const output = ["--output-format", "stream-json", "--verbose"];
  const child = spawn("setpriv", [...drop, "--", ...client, ...output], {
    cwd: world.project,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: SESSION_LIMIT_MS,
    killSignal: "SIGKILL",
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString("utf8")));
  return new Promise<{ code: number | undefined; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => resolve({ code: code ?? undefined, ...said }));
  });
}

/** Every tool result that any conversation showed the model, once each. */
function collectToolResults(api: FakeApi): ToolResult[] {
  const results = new Map<string, ToolResult>();
  for (const { messages } of api.requests) {
    for (const { content } of messages) {
      for (const block of Array.isArray(content) ? content : []) {
        if (block.type !== "tool_result") continue;
        const isError = block.is_error === true;
        results.set(block.tool_use_id, { isError, text: toText(block.content) });
      }
    }
  }
  return [...results.values()];
}

const scenario: Scenario = JSON.parse(readFileSync(0, "utf8"));
const api = await startFakeApi(scenario);
const world = makeWorld(scenario);
const { code, stdout, stderr } = await play(scenario, world, toClientEnv(scenario, world, api));
api.close();
const result: SessionResult = {
  code,
  stdout,
  stderr,
  toolResults: collectToolResults(api),
  modelSaw: JSON.stringify(api.requests),
  projectFiles: readdirSync(world.project),
};
process.stdout.write(JSON.stringify(result));
