import { appendFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { toLogFileName } from "../../../src/audit/seal/log-file.ts";
import { readBackwards } from "../../../src/cli/audit/tail/read-backwards.ts";
import { tailCommand } from "../../../src/cli/audit/tail-command.ts";
import { LogMaker, toText, writeLog } from "../../audit/verify/make-log.ts";
import { makePlace, writeFile } from "../../audit/verify/setting.ts";

const place = makePlace();
const finding = { rule: "command/rm-root", determining: true };
const log = new LogMaker()
  .entry("start")
  .record()
  .record({ told: "deny", findings: [finding, { rule: "x", determining: false }] })
  .entry("checkpoint")
  .entry("incident", { what: "torn" })
  .record({ told: "deny", failure: { stage: "rules" } })
  .entry("checkpoint");

async function tail(argv: readonly string[], terminal = false): Promise<string> {
  let text = "";
  await tailCommand(argv, { write: (more) => (text += more), terminal });
  return text;
}

describe("audit tail", () => {
  const directory = writeLog(path.join(place, "audit"), log.lines, [0, 3]);

  test("shows the last records in columns, over files, without heartbeats", async () => {
    expect((await tail([directory])).split("\n")).toEqual([
      "2026-11-01T12:00:00Z  alice         Bash                  none",
      "2026-11-01T12:00:00Z  alice         Bash                  deny   command/rm-root",
      "2026-11-01T12:00:00Z  -             (forwarder)           incident  torn",
      "2026-11-01T12:00:00Z  alice         Bash                  deny   (failed: rules)",
      "",
    ]);
  });

  test("shows as many as are asked for", async () => {
    expect(await tail(["-n", "1", directory])).toContain("(failed: rules)");
    expect((await tail(["-n", "2", directory])).split("\n")).toHaveLength(3);
    expect(await tail(["-n", "0", directory])).toBe("");
    expect((await tail(["-n", "99", "--all", directory])).split("\n")).toHaveLength(8);
  });

  test("gives the lines as they are with --json", async () => {
    const shown = await tail(["--json", "--all", "-n", "3", directory]);
    expect(shown).toBe(toText(log.lines.slice(-3)));
  });

  test("lets no record act on the terminal, and keeps what JSON says", async () => {
    const hostile = "\u001b[2J\u009b31m\u202e\u0007\u{e0041}";
    const odd = new LogMaker().record({ told: hostile }, { api: { operation: hostile } });
    const file = writeFile(place, "odd", `${toText(odd.lines)}\u001b[31m no line\n`);
    const people = await tail([file], true);
    const machines = await tail(["--json", file], true);
    for (const shown of [people, machines])
      expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const [line = ""] = machines.split("\n");
    expect(JSON.parse(line).unmapped.told).toBe(hostile);
  });

  test("is of a log, not of a tree", async () => {
    const tree = path.dirname(writeFile(place, "tree/object", ""));
    await expect(tail([tree])).rejects.toThrow("there is no sealed log in it");
  });

  test("-f goes on with lines as they are completed, and into the next file", async () => {
    const following = writeLog(path.join(place, "following"), log.lines.slice(0, 3));
    const name = (seq: number) => path.join(following, "log", toLogFileName(seq));
    const third = log.lines[5] ?? "";
    appendFileSync(name(0), third.slice(0, 40));
    const end = new AbortController();
    let text = "";
    const write = (more: string) => (text += more);
    const setting = { write, terminal: false, signal: end.signal };
    const running = tailCommand(["-f", following], setting);
    const until = async (part: string) => {
      for (let tries = 0; tries < 100 && !text.includes(part); tries += 1) await wait(50);
      expect(text).toContain(part);
    };
    await until("command/rm-root");
    expect(text).not.toContain("failed");
    appendFileSync(name(0), `${third.slice(40)}\n`);
    await until("(failed: rules)");
    appendFileSync(name(7), toText(log.lines.slice(3, 5)));
    await until("torn");
    end.abort();
    await running;
    expect(text.split("\n")).toHaveLength(5);
  });
});

test("reading backwards gives the lines of any text, last first", () => {
  for (const lines of [[], ["a"], ["a", "b", "c"], ["x".repeat(300_000), "b", "y".repeat(700_000)]])
    for (const end of ["", "\n"]) {
      const text = lines.join("\n") + (lines.length > 0 ? end : "");
      const file = writeFile(place, "backwards", text);
      const read = [...readBackwards(file, text.length)];
      const back = read.map(({ bytes }) => Buffer.from(bytes).toString());
      expect(back.toReversed()).toEqual(lines);
      expect(read[0]?.ended ?? end !== "").toBe(end !== "");
    }
  const long = writeFile(place, "long", `a\n${"x".repeat(3_000_000)}\nb\n`);
  const left = [...readBackwards(long, 3_000_005)].map(({ bytes }) => bytes.length);
  expect(left).toEqual([1, 1]);
});
