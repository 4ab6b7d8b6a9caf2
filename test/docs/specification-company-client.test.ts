import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isObject, type Json } from "../../src/model/json.ts";
import { openClient, type Client } from "../e2e/client.ts";
import type { Block } from "../e2e/fake-api.ts";
import { describePrivate } from "../system/describe-private.ts";
import { repository } from "../system/namespace.ts";

const DROP_IN = "/etc/claude-code/managed-settings.d/60-company.json";
const company: Json = JSON.parse(
  readFileSync(path.join(repository, "docs/examples/managed-settings.company.json"), "utf8"),
);

/** Needs a login, bubblewrap, or another network than the private one. */
const UNFIT = ["forceLoginMethod", "forceLoginOrgUUID", "sandbox", "env"];

function without(settings: Json, keys: readonly string[]): Json {
  if (!isObject(settings)) throw new Error("settings are an object");
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));
}

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });

describePrivate("the real client under the company's own settings", () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient();
  }, 120_000);
  afterAll(() => client?.close());

  const install = (settings: Json): Promise<unknown> =>
    client.must("sh", "-c", 'printf %s "$1" >"$2"', "sh", JSON.stringify(settings), DROP_IN);

  test("takes every value, and holds to the lists", async () => {
    await install(without(company, UNFIT));
    const turns = [
      [bash("git status --short --branch; node --version; npm --version")],
      [bash("curl https://example.com")],
      [bash("git rebase main")],
      [{ tool: "Write", input: { file_path: "made.txt", content: "x" } }],
      [{ tool: "Read", input: { file_path: "secrets.yaml" } }],
    ];
    const files = { "secrets.yaml": "a well-kept line" };
    const session = await client.play({ turns, files, userSettings: { permissions: {} } });
    expect(session.stderr).not.toContain("invalid entries");
    const [allowed, ...stopped] = session.toolResults;
    expect(allowed?.text).not.toContain("approval");
    expect(stopped.map(({ isError }) => isError)).toEqual([true, true, true, true]);
    expect(stopped[0]?.text).toContain("denied");
    expect(stopped[1]?.text).toContain("denied");
    expect(session.projectFiles).toEqual(["secrets.yaml"]);
    expect(session.modelSaw).not.toContain("a well-kept line");
  });

  test("says so when a value is none that it takes", async () => {
    await install({ cleanupPeriodDays: 0 });
    const session = await client.play({ turns: [[bash("true")]] });
    expect(session.stderr).toContain("invalid entries");
  });

  test("does not start with another login than the company's", async () => {
    await install(company);
    const session = await client.play({ turns: [[bash("true")]] });
    expect(session.code).not.toBe(0);
    expect(session.stderr).toContain("forceLoginOrgUUID");
  });
});
