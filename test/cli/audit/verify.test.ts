import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runCli } from "../../../src/cli/run-cli.ts";
import { LogMaker, makeLog, toText, writeLog } from "../../audit/verify/make-log.ts";
import { makePlace, writeFile } from "../../audit/verify/setting.ts";
import { captureAsync } from "../capture.ts";

const place = makePlace();
const log = makeLog({ log: "ab".repeat(16) }, 9);
const directory = writeLog(path.join(place, "audit"), log.lines);
const key = writeFile(place, "seal.pub", log.choices.key.publicPem);
const run = (...argv: readonly string[]) => captureAsync(() => runCli(["audit", ...argv]));
/** Within the day after the log's `stop`. */
const NOW = ["--now", "2026-11-02T12:00:00Z"];

describe("audit verify", () => {
  test("says that a log is proven, and of which machine, in a table", async () => {
    const { stdout, status } = await run("verify", "--key", key, ...NOW, directory);
    expect(status).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "PROVEN: 1 log, 14 lines in 1 file",
      "",
      "LOG       MACHINE  LINES  RECORDS  CHECKPOINTS  FROM                    TO                       VERDICT",
      "abababab  web-1    14     9        5            0 2026-11-01T12:00:00Z  13 2026-11-01T12:00:01Z  proven",
      "",
      `abababab: in ${directory}`,
      "abababab: was told to stop at 2026-11-01T12:00:01Z, and did",
      "",
    ]);
  });

  test("says plainly that a log is not proven to end with a stop of long ago, and ends with 3", async () => {
    const { stdout, status } = await run("verify", "--key", key, directory);
    expect(stdout).toMatch(/^NOT PROVEN: no fault was found/);
    expect(stdout).toMatch(/not proven\n\n/);
    expect(stdout).toMatch(
      /its end is not proven: it was told to stop at 2026-11-01T12:00:01Z.*--stopped MACHINE\n/,
    );
    expect(status).toBe(3);
  });

  test("ends with 0 where that machine is meant to be stopped, and with 3 where another is", async () => {
    const stopped = (...names: readonly string[]) =>
      run("verify", "--key", key, ...names.flatMap((name) => ["--stopped", name]), directory);
    expect((await stopped("web-2", "web-1")).status).toBe(0);
    expect((await stopped("web-2")).status).toBe(3);
  });

  test("says plainly that without a key only the chain was checked, and ends with 3", async () => {
    const { stdout, status } = await run("verify", directory);
    expect(stdout).toMatch(/^NOT PROVEN: no fault was found/);
    expect(stdout).toContain("only the chain of hashes was checked");
    expect(status).toBe(3);
  });

  test("lists faults first, by log and place, and ends with 1", async () => {
    const edited = log.lines.with(3, log.lines[3]?.replace("alice", "carol") ?? "");
    const object = writeFile(place, "object", toText(edited.toSpliced(8, 1)));
    const { stdout, status } = await run("verify", "--key", key, object);
    expect(status).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("FAULTS: 4 (1 log, 13 lines in 1 file)");
    expect(lines[2]).toBe(`log ${"ab".repeat(16)} of web-1`);
    expect(lines[3]).toMatch(/^ {2}unproven {2}lines 1-2 /);
    expect(lines[4]).toMatch(
      /^ {2}edited {4}line 3 .*object:4 \(byte \d+\); .*object:5 \(byte \d+\)$/,
    );
  });

  test("tells machines the same in JSON", async () => {
    const { stdout, status } = await run("verify", "--key", key, ...NOW, "--json", directory);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "proven",
      exit_status: status,
      faults: [],
      logs: [
        {
          log: "ab".repeat(16),
          machine: "web-1",
          verdict: "proven",
          lines: 14,
          sealed_to: { seq: 13, time: "2026-11-01T12:00:01.300Z" },
        },
      ],
    });
  });

  test("keeps an anchor, and finds by it that the log was cut back", async () => {
    const anchor = path.join(place, "anchors.json");
    const kept = await run("verify", "--key", key, ...NOW, "--save-anchor", anchor, directory);
    expect(kept.status).toBe(0);
    expect(JSON.parse(readFileSync(anchor, "utf8"))).toMatchObject({
      format: 1,
      anchors: [{ log: "ab".repeat(16), seq: 13, time: "2026-11-01T12:00:01.300Z" }],
    });
    const cut = writeLog(path.join(place, "cut"), log.lines.slice(0, 5));
    const now = ["--now", "2026-11-01T12:00:05Z"];
    const both = ["--anchor", anchor, "--save-anchor", anchor];
    expect((await run("verify", "--key", key, ...now, cut)).status).toBe(0);
    const found = await run("verify", "--key", key, ...now, ...both, cut);
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/cut back {2}line 13 /);
    expect((await run("verify", "--key", key, ...NOW, ...both, directory)).status).toBe(0);
  });

  test("names lines that are not sealed yet, with their count and window", async () => {
    const open = new LogMaker().entry("start").records(3);
    const file = writeFile(place, "open", toText(open.lines));
    const pub = writeFile(place, "open.pub", open.choices.key.publicPem);
    const argv = ["--key", pub, "--now", "2026-11-01T12:01:00Z", file];
    const { stdout, status } = await run("verify", ...argv);
    expect(status).toBe(0);
    const window = "2026-11-01T12:00:00Z to 2026-11-01T12:00:00Z";
    expect(stdout).toContain(`not yet sealed: 3 lines (lines 1-3), ${window}, from ${file}:2`);
  });

  test("has nothing in its report that acts on a terminal", async () => {
    const hostile = makeLog({ host: "web-\u001b[2J\u009b31m\u202e" });
    const file = writeFile(
      place,
      "hos\u001b[31mtile",
      `\u001b]0;x\u0007\n${toText(hostile.lines)}`,
    );
    const { stdout } = await run("verify", "--key", key, file);
    expect(stdout).toMatch(/^FAULTS/);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each([
    [["verify", "/nowhere/at/all"], "there is no such file or directory"],
    [["verify", "--now", "noon", "x"], '--now: "noon" is no time; write 2026-11-27'],
    [["verify", "--frob", "x"], "Unknown option '--frob'"],
    [["verify", "--key", "/nowhere/seal.pub", "x"], "there is no such file or directory"],
    [["verify"], "name a PATH: this executable is not installed"],
    [["verfy"], 'did you mean "verify"?'],
    [["stats"], "name a PATH"],
    [["tail", "a", "b"], "audit tail takes one PATH"],
    [["tail", "-n", "x", "a"], '-n: "x" is no number of lines'],
  ])("%j is wrong usage: 2", async (argv, message) => {
    const { stderr, status } = await run(...argv);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test("refuses a spool key of another length, and a file of anchors that is none", async () => {
    const file = writeFile(place, "short.key", "x");
    expect((await run("verify", "--spool-key", file, directory)).stderr).toContain("has 1 bytes");
    const none = await run("verify", "--anchor", file, directory);
    expect(none.stderr).toContain("it is no file of anchors");
    expect(none.status).toBe(2);
  });
});

describe("audit verify -", () => {
  const script = path.join(place, "cli.mjs");
  const url = path.resolve("src/cli/run-cli.ts");
  writeFileSync(
    script,
    `import { runCli } from ${JSON.stringify(url)};\nprocess.exitCode = await runCli(process.argv.slice(2));\n`,
  );
  const verify = (input: Uint8Array | string) =>
    spawnSync(process.execPath, [script, "audit", "verify", "--key", key, ...NOW, "-"], {
      input,
      encoding: "utf8",
    });

  test.each([
    ["plain", toText(log.lines)],
    ["gzip", gzipSync(toText(log.lines))],
  ])("reads %s lines from standard input", (_, input) => {
    const { stdout, status } = verify(input);
    expect(stdout).toMatch(/^PROVEN: 1 log, 14 lines/);
    expect(status).toBe(0);
  });

  test("finds nothing in nothing, and ends with 3", () => {
    const { stdout, status } = verify("");
    expect(stdout).toMatch(/^NOT PROVEN: there is no line to prove/);
    expect(status).toBe(3);
  });

  test("reads what a shell gives as a file", () => {
    const file = writeFile(place, "piped", toText(log.lines));
    const line = `"$2" "$3" audit verify ${NOW.join(" ")} --key "$4" <(cat "$1")`;
    const argv = ["-c", line, "sh", file, process.execPath, script, key];
    expect(execFileSync("bash", argv, { encoding: "utf8" })).toMatch(/^PROVEN/);
  });

  test("reads a pipe that waits", () => {
    const half = path.join(place, "half");
    mkdirSync(half, { recursive: true });
    const file = writeFile(half, "lines", toText(log.lines));
    const line = `(head -c 1 "$1"; sleep 0.2; tail -c +2 "$1") | "$2" "$3" audit verify ${NOW.join(" ")} --key "$4" -`;
    const out = execFileSync("sh", ["-c", line, "sh", file, process.execPath, script, key], {
      encoding: "utf8",
    });
    expect(out).toMatch(/^PROVEN/);
  });
});
