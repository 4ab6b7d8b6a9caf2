import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseSegment } from "../../src/audit/spool/read-segment.ts";
import { tailCommand } from "../../src/cli/audit/tail-command.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { LogMaker, makeLog, toText, writeLog } from "../audit/verify/make-log.ts";
import { makePlace, writeFile } from "../audit/verify/setting.ts";
import { captureAsync } from "../cli/capture.ts";

const page = readFileSync("docs/AUDIT-VERIFY.md", "utf8");
const commands = [...page.matchAll(/^toolgate (audit .*?)(?: +#.*)?$/gm)].map(
  ([, command]) => command ?? "",
);
const report = /```text\n(.*?)```/s.exec(page)?.[1] ?? "";
const place = makePlace();
const log = makeLog({ log: "ab".repeat(16) }, 9);

/** The arguments of a command, with what it names taken from the place. */
function toArguments(command: string): readonly string[] {
  const [, verb = "", ...words] = command.split(" ");
  const isFile = (word: string) => existsSync(path.join(place, word)) || word.endsWith(".json");
  return [verb, ...words.map((word) => (isFile(word) ? path.join(place, word) : word))];
}

/** The line that the hook had written to its spool, made of what is in the log. */
function toSpoolLine(line: string): string {
  const event = JSON.parse(line);
  const { seal, ...unmapped } = event.unmapped;
  const { id, boot, mono, uid, mac } = seal;
  return JSON.stringify({ v: 1, id, boot, mono, uid, record: { ...event, unmapped }, mac });
}

beforeAll(() => {
  // Within the day after the log's `stop`.
  vi.useFakeTimers({ toFake: ["Date"], now: log.now + 3_600_000 });
  writeLog(path.join(place, "audit"), log.lines);
  writeFile(place, "objects/records/2026/11/01/12/a", gzipSync(toText(log.lines)));
  writeFile(place, "seal.pub", log.choices.key.publicPem);
  writeFile(place, "keys/web-1.pub", log.choices.key.publicPem);
  writeFile(place, "spool.key", log.choices.spoolKey);
  writeFile(place, "spool/1000.seg", `\n${toSpoolLine(log.lines[1] ?? "")}\n`);
});

afterAll(() => vi.useRealTimers());

describe("docs/AUDIT-VERIFY.md", () => {
  test("has the commands", () => expect(commands.length).toBe(9));

  test.each(commands.filter((command) => !command.includes(" <")))("%s", async (command) => {
    const [verb = "", ...argv] = toArguments(command);
    let shown = "";
    const setting = { write: (text: string) => (shown += text), terminal: false };
    const { stdout, stderr, status } = await captureAsync(() =>
      verb === "tail" ? tailCommand(argv, setting) : runCli(["audit", verb, ...argv]),
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout + shown).toMatch(/^PROVEN|alice/);
  });

  test("shows the report that such a log makes", async () => {
    const edited = log.lines.with(3, log.lines[3]?.replace("alice", "carol") ?? "");
    const file = writeFile(place, "object", toText(edited));
    const key = path.join(place, "seal.pub");
    const argv = ["audit", "verify", "--key", key, file];
    const { stdout } = await captureAsync(() => runCli(argv));
    const shown = stdout.replaceAll(`${place}/`, "").replaceAll(/byte \d+/g, "byte N");
    expect(shown.startsWith(report)).toBe(true);
  });

  test("names every fault that there is", () => {
    const source = readFileSync("src/audit/verify/finding.ts", "utf8");
    const kinds = [...source.matchAll(/^ {2}\| "([a-z ]+)"/gm)].map(([, kind]) => kind ?? "");
    expect(kinds.length).toBeGreaterThan(10);
    expect(kinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
  });
});

test("a record of the log that tests make has the MAC of a hook's", () => {
  const maker = new LogMaker().record();
  const line = toSpoolLine(maker.lines[0] ?? "");
  const [entry] = parseSegment(Buffer.from(line), maker.choices.spoolKey);
  expect(entry?.state).toBe("verified");
});
