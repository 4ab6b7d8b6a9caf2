import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { destructiveEvent, innocentEvent } from "./events.ts";
import { readSpoolLines } from "./installed.ts";
import { collect, INSTALLER } from "./namespace.ts";

const install = (...args: string[]) => collect(["bash", INSTALLER, ...args]);

describe.skipIf(process.platform === "win32")("install.sh --prefix", () => {
  const base = mkdtempSync(path.join(tmpdir(), "toolgate-trial-"));
  const prefix = path.join(base, "a tree");
  const hooks = path.join(prefix, "etc/claude-code/hooks");
  const ask = (event: object) =>
    collect([path.join(hooks, "guard")], { input: `${JSON.stringify(event)}\n` });

  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test("installs as anybody, in a directory of any name", { timeout: 180_000 }, async () => {
    expect(await install("--prefix", prefix)).toMatchObject({ code: 0 });
  });

  test("makes a guard that decides, and records at integrity none", async () => {
    expect(await ask(innocentEvent())).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect((await ask(destructiveEvent())).code).toBe(2);
    const spooled = readdirSync(path.join(prefix, "var/spool/toolgate"));
    const segment = spooled.find((name) => name.endsWith(".seg")) ?? "";
    const lines = readSpoolLines(path.join(prefix, "var/spool/toolgate", segment));
    expect(lines).toHaveLength(2);
    for (const { text } of lines) expect(text).toContain('"integrity":"none"');
  });

  test("sets no special bit and keeps records and key to their owner", () => {
    const modes = [
      "etc/claude-code/hooks/guard",
      "var/spool/toolgate",
      "var/lib/toolgate/keys",
      "var/lib/toolgate/keys/spool.key",
    ];
    const found = modes.map((name) =>
      (statSync(path.join(prefix, name)).mode & 0o7777).toString(8),
    );
    expect(found).toEqual(["755", "700", "700", "600"]);
  });

  test("points its settings at its own guard", () => {
    const file = path.join(prefix, "etc/claude-code/managed-settings.d/50-toolgate.json");
    const settings = JSON.parse(readFileSync(file, "utf8"));
    expect(settings.hooks.PreToolUse[0].hooks[0].command).toBe(path.join(hooks, "guard"));
  });

  test("changes nothing the second time", async () => {
    expect((await install("--prefix", prefix)).stdout).toContain("nothing to change");
  });

  test("is removed without a trace with --purge", async () => {
    expect((await install("--uninstall", "--prefix", prefix, "--purge")).code).toBe(0);
    expect(readdirSync(prefix)).toEqual([]);
  });

  test.for([
    [["--frobnicate"]],
    [[]],
    [["--prefix"]],
    [["--system", "--prefix", "x"]],
    [["--profile", "lax", "--prefix", "x"]],
  ] as const)("prints how it is used for %j", async ([args]) => {
    const result = await install(...args);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("usage:");
    expect(existsSync("x")).toBe(false);
  });

  test("refuses a prefix that would need quoting in JSON", async () => {
    expect((await install("--prefix", path.join(base, 'a"b'))).code).toBe(1);
    expect(readdirSync(base)).toEqual(["a tree"]);
  });
});
