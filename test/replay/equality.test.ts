import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeJudged } from "../../src/cli/replay/describe-judged.ts";
import { judgeLines } from "../../src/cli/replay/judge-lines.ts";
import { readRules, toGate } from "../../src/cli/open-gate.ts";
import { Evaluation } from "../../src/evaluation.ts";
import type { Gate } from "../../src/gate.ts";
import { judge } from "../../src/judge.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { sourceOf } from "../rule/source-of.ts";
import { callOf, type Ended, makeTrial, runHook, type Trial } from "../executable/trial.ts";
import { makeLines } from "./events.ts";
import { parseLines, replay, type ReplayedEvent } from "./toolgate.ts";

/** A process costs some 50 ms, so not every line gets one of its own unless asked for: TOOLGATE_REPLAY_PROCESSES=5000. */
const PROCESSES = Number(process.env["TOOLGATE_REPLAY_PROCESSES"] ?? 500);
const LINES = 5000;
const SEED = 20261123;

let trial: Trial;
let gate: Gate;
let lines: readonly Uint8Array[];
let replayed: readonly ReplayedEvent[];
beforeAll(() => {
  trial = makeTrial();
  forgetSessions(path.join(trial.hooks, "rules", "bundle.jsonl"));
  gate = toGate(readRules(path.join(trial.hooks, "rules"), {}));
  const large = ["x".repeat(2 ** 20), "x".repeat(16 * 2 ** 20 + 1)].map((content) =>
    Buffer.from(callOf("Write", { file_path: "/tmp/x", content })),
  );
  // In a repository with rules of its own, and in one whose rules are broken.
  const own = ["own", "broken"].map((project) =>
    Buffer.from(callOf("Bash", { command: "npm publish" }, { cwd: makeRepository(project) })),
  );
  lines = [...large, ...own, ...makeLines(LINES - large.length - own.length, SEED)];
  const file = path.join(trial.root, "events.jsonl");
  writeFileSync(file, Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")])));
  replayed = parseLines(replay(["--rules", path.join(trial.hooks, "rules"), file]).stdout);
}, 120_000);
afterAll(() => trial.remove());

/** Replay judges each event by itself; the guard otherwise knows what its session has read. */
function forgetSessions(file: string): void {
  const bundle = parseBundle(sourceOf(readFileSync(file, "latin1")));
  if (bundle === undefined) throw new Error("no rules were built");
  const policy = { ...bundle.policy, taint: { minutes: 1, askFor: [] } };
  writeFileSync(file, toBundleText({ ...bundle, policy }));
}

function makeRepository(name: string): string {
  const directory = path.join(trial.project, name);
  mkdirSync(path.join(directory, ".git"), { recursive: true });
  mkdirSync(path.join(directory, ".claude"));
  writeFileSync(path.join(directory, ".claude", "toolgate.yaml"), name === "own" ? OWN_RULES : "{");
  return directory;
}

const OWN_RULES = `commands:
  - id: command/repository-npm-publish
    why: packages are released by the pipeline
    instead: push a version tag
    severity: high
    outcome: deny
    patterns: [npm publish]
    examples:
      deny: [npm publish --access public]
      allow: [npm pack]
`;

test("the lines are of every kind: each decision, failures of several stages, and many rules", () => {
  expect(replayed.map(({ index }) => index)).toEqual(lines.map((_, index) => index));
  const decisions = new Set(replayed.map(({ decision }) => decision));
  expect([...decisions].toSorted()).toEqual(["ask", "deny", "none", "warn"]);
  const stages = new Set(replayed.map(({ failure }) => failure?.split(":")[0]));
  expect([...stages].toSorted()).toEqual(expect.arrayContaining(["action", "event", "stdin"]));
  expect(replayed[2]?.rules).toEqual(["command/repository-npm-publish"]);
  expect(replayed[3]).toMatchObject({ decision: "ask", coverage: "partial" });
  expect(new Set(replayed.flatMap(({ rules }) => rules)).size).toBeGreaterThan(20);
  expect(replayed.filter(({ decision }) => decision === "none").length).toBeGreaterThan(LINES / 10);
});

test("an executable that judges all lines in one process decides as one that judges each by itself", () => {
  const timeless = (event: object): object => ({ ...event, duration_us: 0 });
  const alone = lines.slice(2).map((line, at) => {
    const evaluation = new Evaluation();
    const decision = judge(line, gate, evaluation);
    return timeless(describeJudged(at + 2, { line: { bytes: line }, decision, evaluation }));
  });
  expect(replayed.slice(2).map(timeless)).toEqual(JSON.parse(JSON.stringify(alone)));
}, 120_000);

test("lines judged together get the very answers, to the byte, that they get alone", () => {
  const some = lines.slice(2, 1002);
  const together = judgeLines(
    some.map((bytes) => ({ bytes })),
    gate,
  );
  const alone = some.map((line) => judge(line, gate, new Evaluation()));
  expect(together.map(({ decision }) => decision)).toEqual(alone);
});

test(
  `replay decides what the guard decides, in a process each, on ${PROCESSES} lines`,
  async () => {
    // Spread over all of them, and those at the beginning.
    const step = LINES / Math.min(PROCESSES, LINES);
    const chosen = Array.from({ length: Math.min(PROCESSES, LINES) }, (_, at) =>
      Math.floor(at * step),
    );
    const numbers = [...new Set([1, 2, 3, ...chosen])];
    const different: object[] = [];
    const work = numbers.values();
    const runSome = async (): Promise<void> => {
      for (const number of work) {
        const ended = await runHook(trial, lines[number] ?? "");
        const { decision, exit_code } = replayed[number] ?? {};
        const told = { decision: readDecision(ended), exit_code: ended.code };
        if (told.decision !== decision || told.exit_code !== exit_code)
          different.push({ number, guard: told, replay: { decision, exit_code } });
      }
    };
    await Promise.all([runSome(), runSome()]);
    expect(different).toEqual([]);
  },
  120_000 + PROCESSES * 500,
);

/** What a host would make of the answer; see docs/HOST.md. */
function readDecision({ code, stdout }: Ended): string {
  if (code === 2) return "deny";
  if (stdout === "") return "none";
  const { hookSpecificOutput: output = {}, systemMessage = "" } = JSON.parse(stdout);
  if (output.permissionDecision !== undefined) return output.permissionDecision;
  if (output.updatedToolOutput === undefined) return "warn";
  return /^Toolgate (withheld|could not judge)/.test(systemMessage) ? "deny" : "warn";
}
