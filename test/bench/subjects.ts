import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeExecutable } from "../../scripts/make-executable.mjs";
import { root } from "../../scripts/runtime.mjs";
import type { Trial } from "../executable/trial.ts";
import { EVENTS, type EventName } from "./events.ts";
import type { Subject } from "./measure.ts";

const HOOKS = ["secret-scan", "injection-guard", "command-guard", "audit-log"];
const NEIGHBOUR = { name: "cc-safety-net", version: "2.4.5" };

export const EMPTY = "empty script";
export const GUARD = "guard";
export const TENFOLD = "guard, 10× the rules";

/** The name of a program on an event, as the table has it. */
export const named = (program: string, event: EventName) => `${program}: ${event}`;

/** `program` on each of the events. */
function onEvents(
  program: string,
  run: Pick<Subject, "program" | "args" | "env">,
  events: readonly EventName[],
): Subject[] {
  return events.map((event) => ({ ...run, name: named(program, event), input: EVENTS[event] }));
}

const plain = (program: string) => ({ program, args: [], env: {} });

/** The runtime as it comes, around an empty script: the floor of everything. */
export async function emptySubject(place: string): Promise<Subject> {
  const main = path.join(place, "empty.js");
  const output = path.join(place, "empty");
  writeFileSync(main, "");
  const nodePath = path.join(root, "dist", "work", "node");
  await makeExecutable({ main, output, nodePath, useCodeCache: false, runtimeArguments: [] });
  return { name: EMPTY, ...plain(output), input: EVENTS.ordinary };
}

/** The built guard on every event, and each single hook on an ordinary and a denied one. */
export function ownSubjects(trial: Trial, tenfold: Trial): Subject[] {
  const events = Object.keys(EVENTS).filter((name): name is EventName => name in EVENTS);
  return [
    ...onEvents(GUARD, plain(path.join(trial.hooks, "guard")), events),
    ...HOOKS.flatMap((hook) =>
      onEvents(hook, plain(path.join(trial.hooks, hook)), ["ordinary", "denied"]),
    ),
    ...onEvents(TENFOLD, plain(path.join(tenfold.hooks, "guard")), [
      "ordinary",
      "denied",
      "1 MiB Write",
    ]),
  ];
}

/**
 * A neighbour as its users run it, on the same runtime, with a home directory of its own. Fetched by npm into
 * `.tools` at a pinned version; where that fails its rows are missing and the reason is printed.
 */
export function neighbourSubjects(place: string): Subject[] {
  const { name, version } = NEIGHBOUR;
  const folder = path.join(root, ".tools", `${name}-${version}`);
  const script = path.join(folder, "node_modules", name, "dist", "bin", `${name}.js`);
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true });
    const spec = `${name}@${version}`;
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
    try {
      execFileSync("npm", ["install", ...flags, spec], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      console.log(`${name} is not measured: ${error instanceof Error ? error.message : "no npm"}`);
      return [];
    }
  }
  const program = path.join(root, "dist", "work", "node");
  const run = { program, args: [script, "hook", "--claude-code"], env: { HOME: place } };
  return onEvents(`${name} ${version}`, run, ["ordinary", "denied", "1 MiB Write"]);
}
