import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { processesNaming } from "./processes.ts";
import { ask, fakeScanner, githubToken, makePlace, policyOf } from "./scanners.ts";

/** Says that it has seen everything, on standard error, as gitleaks does. */
const SCANNED = "echo 'INF scanned ~99999999 bytes (100 MB) in 1ms' >&2";
/** Answers the question for its version. */
const VERSION = 'if [ "$1" = version ]; then echo 8.30.1; exit; fi';
const FINDING = `{"RuleID":"x","StartLine":1,"EndLine":1,"Secret":"s","Match":"s"}`;

const gitleaksAt = (file: string, deadlineMs = 20_000) =>
  policyOf("gitleaks", { path: file, deadlineMs });
const trufflehogAt = (file: string) => policyOf("trufflehog", { path: file });

const failureOf = async (policy: ReturnType<typeof policyOf>): Promise<string | undefined> =>
  (await ask(policy, ["some text"])).failure;

describe("an engine has failed, and says why, when", () => {
  test.each<[string, string, string]>([
    ["it crashes", "exit 3", "it ended with exit code 3"],
    ["it has no such flag", "exit 126", "it ended with exit code 126"],
    ["it runs a program that is not there", "exec /nonexistent/x", "it ended with exit code 127"],
    ["it is killed", "kill -SEGV $$", "it was ended by SIGSEGV"],
    ["it says nothing", "exit 0", "its report is not whole"],
    [
      "it prints half a report",
      `echo '[${FINDING}, {"RuleID"'; ${SCANNED}; exit 7`,
      "its report is not whole",
    ],
    ["it prints something else", `echo '{}'; ${SCANNED}`, "its report is not whole"],
    [
      "it prints a report of another kind",
      `echo '[{"Rule":"x"}]'; ${SCANNED}; exit 7`,
      "its report is not one that we know",
    ],
    [
      "it says that it found something and tells nothing",
      `echo '[]'; ${SCANNED}; exit 7`,
      "its report and its exit code do not agree",
    ],
    [
      "it tells something and says that it found nothing",
      `echo '[${FINDING}]'; ${SCANNED}`,
      "its report and its exit code do not agree",
    ],
    [
      "it looked at a part",
      "echo '[]'; echo 'INF scanned ~3 bytes' >&2",
      "it did not look at the whole of it",
    ],
    ["it does not say how far it has looked", "echo '[]'", "it did not look at the whole of it"],
    ["it floods standard output", "yes", "it said more than 8388608 bytes"],
    ["it floods standard error", "yes >&2", "it said more than 8388608 bytes"],
  ])("gitleaks: %s", async (_name, script, reason) => {
    expect(await failureOf(gitleaksAt(fakeScanner(`${VERSION}\n${script}`)))).toBe(reason);
  });

  test.each<[string, string, string]>([
    ["it crashes", "exit 1", "it ended with exit code 1"],
    ["it says nothing", "exit 0", "it did not say that it had finished"],
    ["it prints half a line", `echo '{"DetectorName":"x","Ra'`, "its report is not whole"],
    [
      "it prints a report of another kind",
      `echo '{"Detector":"x"}'`,
      "its report is not one that we know",
    ],
    [
      "it looked at nothing",
      `echo '{"msg":"finished scanning","chunks":0}' >&2`,
      "it did not look at the whole of it",
    ],
    [
      "it does not say which version it is",
      `echo '{"msg":"finished scanning","chunks":9}' >&2`,
      "it does not say which version it is",
    ],
    [
      "it is of another version",
      `echo '{"msg":"finished scanning","chunks":9,"trufflehog_version":"4.0.0"}' >&2`,
      "its version 4.0.0 is not accepted: >=3.90.0 <4.0.0",
    ],
  ])("TruffleHog: %s", async (_name, script, reason) => {
    expect(await failureOf(trufflehogAt(fakeScanner(script)))).toBe(reason);
  });

  test.each([
    ["is older", "8.23.9"],
    ["is newer", "9.0.0"],
  ])("gitleaks %s than the policy accepts", async (_name, version) => {
    const script = `if [ "$1" = version ]; then echo ${version}; exit; fi\necho '[]'; ${SCANNED}`;
    const report = await ask(gitleaksAt(fakeScanner(script)), ["text"]);
    expect(report.failure).toBe(`its version ${version} is not accepted: >=8.24.0 <9.0.0`);
    expect(report.version).toBe(version);
  });

  test("it is not there", async () => {
    expect(await failureOf(gitleaksAt("/nonexistent/gitleaks"))).toBe("it is not there");
  });

  test("it is a directory", async () => {
    expect(await failureOf(gitleaksAt("/tmp"))).toBe("it is not a regular file");
  });

  test("it is not executable", async () => {
    const file = fakeScanner("echo '[]'", 0o644);
    expect(await failureOf(gitleaksAt(file))).toBe("it could not be started (EACCES)");
  });

  test("its configuration is not there", async () => {
    const policy = policyOf("gitleaks", { path: fakeScanner(""), config: "/nonexistent.toml" });
    expect(await failureOf(policy)).toBe("its configuration is not there");
  });

  test("others than root could change it, where that matters", async () => {
    const file = fakeScanner("", 0o777);
    const report = await ask(gitleaksAt(file), ["text"], { mustBeRoots: true });
    expect(report).toMatchObject({
      failure: "it can be changed by others than root",
      unprotected: true,
    });
  });

  test("no time is left for it", async () => {
    const report = await ask(gitleaksAt(fakeScanner("")), ["text"], { leftMs: -1 });
    expect(report.failure).toBe("no time was left for it");
  });
});

test("what it finds beyond the bound is let through nowhere", async () => {
  const many = Array.from({ length: 201 }, () => FINDING).join();
  const script = fakeScanner(`${VERSION}\necho '[${many}]'; ${SCANNED}; exit 7`);
  const { findings, failure } = await ask(gitleaksAt(script), ["text"]);
  expect(failure).toBeUndefined();
  expect(findings).toMatchObject([{ rule: "self/too-many-findings", outcome: "deny" }]);
});

describe("an engine that hangs is killed, with all that it started:", () => {
  test.each([
    ["it sleeps", "exec sleep 60"],
    ["it waits for a child", "sleep 60"],
    ["it ends, and its child keeps the pipe open", "sleep 60 & exit 0"],
    ["it does not take a hint", "trap '' TERM HUP INT; while :; do sleep 1; done"],
    ["it stops itself", "kill -STOP $$"],
  ])("%s", async (_name, script) => {
    const file = fakeScanner(`${VERSION}\n${script}`);
    const begun = performance.now();
    expect(await failureOf(gitleaksAt(file, 700))).toBe("it took longer than 700 ms");
    expect(performance.now() - begun).toBeLessThan(5000);
    await expect.poll(() => processesNaming(file)).toEqual([]);
  });
});

test.each([
  ["ask", ["ask"]],
  ["warn", ["warn"]],
  ["ignore", []],
] as const)("the policy says what a failure means: %s", async (onFailure, outcomes) => {
  const policy = policyOf("gitleaks", { path: "/nonexistent/x", onFailure });
  const { findings, failure } = await ask(policy, ["text"]);
  expect(findings.map(({ outcome }) => outcome)).toEqual(outcomes);
  expect(failure).toBe("it is not there");
});

test("what an engine prints on its way down is in no reason", async () => {
  const token = githubToken();
  const script = fakeScanner('cat >&2; echo "panic: see above" >&2; exit 2');
  const { failure, findings } = await ask(gitleaksAt(script), [`t = ${token}`]);
  expect(JSON.stringify([failure, findings])).not.toMatch(/panic|gh[p]_/);
});

describe("a child gets the text on its standard input and nothing else:", () => {
  test("no variable of ours, no directory of the user's, no descriptor, no word of the text in its arguments", async () => {
    const place = makePlace();
    const seen = path.join(place, "seen");
    const script = `${VERSION}
      { env; pwd; printf '%s\\n' "$@"; ls -l /proc/self/fd; } >${seen}
      cat >${seen}.input; echo '[]'; ${SCANNED}`;
    process.env["TOOLGATE_TEST_SECRET"] = "s3cret-of-the-user";
    try {
      const { failure } = await ask(gitleaksAt(fakeScanner(script)), ["the text itself"]);
      expect(failure).toBeUndefined();
    } finally {
      delete process.env["TOOLGATE_TEST_SECRET"];
    }
    const told = readFileSync(seen, "utf8");
    expect(told).toContain("TMPDIR=/dev/null/none");
    expect(told).toMatch(/^\/$/m);
    expect(told).not.toMatch(/s3cret|the text itself|HOME=|PATH=.*node/);
    expect(told.match(/ -> /g)?.length ?? 0).toBeLessThan(6);
    expect(readFileSync(`${seen}.input`, "utf8")).toContain("the text itself");
  });

  test("and no file is written anywhere", async () => {
    const before = new Set(readdirSync(tmpdir()));
    const token = githubToken();
    await ask(policyOf("gitleaks"), [`t = ${token}`]);
    await ask(policyOf("trufflehog"), [`t = ${token}`]);
    const fresh = readdirSync(tmpdir()).filter((name) => !before.has(name));
    const marker = path.join(makePlace(), "since");
    writeFileSync(marker, "");
    const { stdout } = spawnSync(
      "grep",
      ["-rlF", token, ...fresh.map((name) => path.join(tmpdir(), name))],
      {
        encoding: "utf8",
      },
    );
    expect(stdout).toBe("");
  });
});
