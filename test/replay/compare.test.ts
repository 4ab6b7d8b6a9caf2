import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bashOf } from "../executable/trial.ts";
import { parseLines, replay, toolgate } from "./toolgate.ts";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-compare-"));
const rules = path.join(place, "rules");
const tomorrow = path.join(place, "tomorrow");
beforeAll(() => {
  mkdirSync(rules);
  writeFileSync(path.join(rules, "VERSION"), "1.0.0\n");
  writeFileSync(path.join(rules, "policy.yaml"), "policy: { profile: standard }\n");
  writeFileSync(
    path.join(rules, "commands.yaml"),
    `commands:${ruleOf("wipe", "deny")}${ruleOf("publish", "{ standard: warn, strict: deny }")}`,
  );
  execFileSync(toolgate, ["rules", "build", rules], { stdio: "pipe" });
  cpSync(rules, tomorrow, { recursive: true });
  writeNewRule(tomorrow);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const ruleOf = (program: string, outcome: string): string => `
  - id: command/example-${program}
    why: it is an example
    instead: read on
    severity: low
    outcome: ${outcome}
    maturity: stable
    patterns: [${program}]
    examples:
      deny: [${program} --now]
      allow: [echo ${program}]
`;

/** In a file that is newer than any bundle. */
function writeNewRule(directory: string): void {
  const file = path.join(directory, "zz-tomorrow.yaml");
  writeFileSync(file, `commands:${ruleOf("frob", "deny")}`);
  const later = Date.now() / 1000 + 60;
  utimesSync(file, later, later);
}

const events = [
  bashOf("ls"),
  bashOf("frob now"),
  bashOf("wipe it"),
  "rubbish",
  bashOf("frob it"),
].join("\n");

test("of two sets of rules only the events show that they decide differently", () => {
  const { status, stdout } = replay(["--rules", rules, "--against", tomorrow], events);
  expect(status).toBe(0);
  const before = { decision: "none", rules: [] };
  const after = { decision: "deny", rules: ["command/example-frob"] };
  expect(parseLines<object>(stdout)).toEqual([
    { index: 1, before, after },
    { index: 4, before, after },
  ]);
});

test("the other way round the same events show, as milder", () => {
  const args = ["--rules", tomorrow, "--profile", "standard", "--against", rules];
  const { stdout, stderr } = replay(args, events);
  expect(stderr).toBe("");
  expect(parseLines<{ before: object; after: object }>(stdout).map(({ after }) => after)).toEqual([
    { decision: "none", rules: [] },
    { decision: "none", rules: [] },
  ]);
});

test("rules do not differ from themselves", () => {
  expect(replay(["--rules", rules, "--against", rules], events).stdout).toBe("");
});

test("another profile is built from the sources, and nothing of it is written", () => {
  const bundle = readFileSync(path.join(rules, "bundle.jsonl"));
  const publish = bashOf("publish");
  const decisionOf = (...args: readonly string[]): string | undefined =>
    parseLines(replay(["--rules", rules, ...args], publish).stdout)[0]?.decision;
  expect(decisionOf()).toBe("warn");
  expect(decisionOf("--profile", "strict")).toBe("deny");
  const against = replay(["--rules", rules, "--against-profile", "strict"], publish);
  expect(against.stdout).toContain('"after":{"decision":"deny"');
  expect(readFileSync(path.join(rules, "bundle.jsonl"))).toEqual(bundle);
});

test("a source that is newer than the bundle counts only when its profile is asked for, and that is said", () => {
  const stale = path.join(place, "stale");
  cpSync(rules, stale, { recursive: true });
  writeNewRule(stale);
  const frob = bashOf("frob");
  const inForce = replay(["--rules", stale], frob);
  expect(parseLines(inForce.stdout)).toMatchObject([{ decision: "none" }]);
  expect(inForce.stderr).toMatch(/zz-tomorrow\.yaml.*--profile standard takes the sources/);
  const fromSources = replay(["--rules", stale, "--profile", "standard"], frob);
  expect(parseLines(fromSources.stdout)).toMatchObject([{ decision: "deny" }]);
  expect(fromSources.stderr).toBe("");
});

test("sources that do not build are named, place by place", () => {
  const broken = path.join(place, "broken");
  cpSync(tomorrow, broken, { recursive: true });
  appendFileSync(path.join(broken, "zz-tomorrow.yaml"), "    colour: red\n");
  const { status, stdout, stderr } = replay(["--rules", rules, "--against", broken], events);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/zz-tomorrow\.yaml:\d+:\d+: .*colour/);
});

test("a summary counts events by decision, by rule, and by rule and session", () => {
  const { stdout } = replay(["--rules", rules, "--summary"], `${events}\n${bashOf("wipe it")}`);
  expect(stdout).toMatch(/^6 events\n\n/);
  expect(stdout).toMatch(/^ +3 {2}none$/m);
  expect(stdout).toMatch(/^ +3 {2}deny$/m);
  expect(stdout).toMatch(/^ +2 {2}deny +command\/example-wipe$/m);
  expect(stdout).toMatch(/^ +1 {2}deny +\(failed at event\)$/m);
  expect(stdout).toMatch(
    /^ +2 {2}deny +command\/example-wipe +00000001-0000-4000-8000-000000000001$/m,
  );
});

test("a summary of a comparison counts what would change, by the stricter rule", () => {
  const newly = replay(["--rules", rules, "--against", tomorrow, "--summary"], events).stdout;
  expect(newly).toMatch(/^5 events, 2 decided differently\n/);
  expect(newly).toMatch(/^ +2 {2}none +deny +command\/example-frob$/m);
  const args = ["--rules", tomorrow, "--profile", "standard", "--against", rules, "--summary"];
  expect(replay(args, events).stdout).toMatch(/^ +2 {2}deny +none +command\/example-frob$/m);
});
