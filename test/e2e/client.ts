import { execFileSync } from "node:child_process";
import path from "node:path";
import { openInstalled, type Installed } from "../system/installed.ts";
import { repository } from "../system/namespace.ts";
import type { Scenario, SessionResult } from "./scenario.ts";

const TOOLS = "/opt/toolgate-e2e";
export const NODE = `${TOOLS}/node`;

/** Tools that the scripted model may call without a question; what stops them is Toolgate alone. */
const PERMITTED = ["Bash", "Write", "Edit", "Read", "WebFetch", "Agent", "mcp__echo"];

export interface SessionPlan extends Omit<Scenario, "client" | "home"> {
  /** Beside the permissions, in the user's own settings. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** A fresh one when absent. */
  readonly home?: string;
}

/** An installed system with the real client in it. */
export interface Client extends Installed {
  readonly play: (plan: SessionPlan) => Promise<SessionResult>;
}

export async function openClient(): Promise<Client> {
  const executable = execFileSync(
    process.execPath,
    [path.join(repository, "scripts/tools.mjs"), "client"],
    {
      encoding: "utf8",
    },
  ).trim();
  const installed = await openInstalled();
  // Where the repository lies an ordinary user may not get to.
  await installed.must("mkdir", "-p", TOOLS);
  for (const [source, name] of [
    [executable, "claude"],
    [process.execPath, "node"],
  ] as const) {
    await installed.must("touch", `${TOOLS}/${name}`);
    await installed.must("mount", "--bind", source, `${TOOLS}/${name}`);
  }
  let homes = 0;
  return {
    ...installed,
    play: (plan) => play(installed, { home: `/home/dev-${++homes}`, ...plan }),
  };
}

async function play(
  installed: Installed,
  plan: SessionPlan & Pick<Scenario, "home">,
): Promise<SessionResult> {
  const { userSettings, ...rest } = plan;
  const settings = JSON.stringify({ permissions: { allow: PERMITTED }, ...userSettings });
  const files = { "../.claude/settings.json": settings, ...plan.files };
  const scenario: Scenario = { ...rest, client: `${TOOLS}/claude`, files };
  const runner = path.join(repository, "test/e2e/run-session.ts");
  const result = await installed.run([process.execPath, runner], {
    input: JSON.stringify(scenario),
    timeoutMs: 90_000,
  });
  if (result.code !== 0) throw new Error(`the session did not run: ${result.stderr}`);
  return JSON.parse(result.stdout);
}
