import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "../system/describe-private.ts";
import { makeToken } from "../system/events.ts";
import { repository } from "../system/namespace.ts";
import { NODE, openClient, type Client } from "./client.ts";
import type { Block } from "./fake-api.ts";

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });
/** Prints a file in a way that no guard sees coming. */
const PRINT = 'while read -r line; do echo "$line"; done < notes.txt';
const mcpServer = readFileSync(path.join(repository, "test/e2e/mcp-echo.mjs"), "utf8");
const mcpArgs = [
  "--mcp-config",
  JSON.stringify({ mcpServers: { echo: { command: NODE, args: ["../mcp-echo.mjs"] } } }),
];

describePrivate("the real client under the installed guard", () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient();
  }, 120_000);
  afterAll(() => client?.close());

  test("runs an innocent command and not the denied one, and tells the model why", async () => {
    const turns = [[bash("touch RAN")], [bash("touch DENIED && git push --force origin main")]];
    const session = await client.play({ turns });
    expect(session.projectFiles).toEqual(["RAN"]);
    const [allowed, denied] = session.toolResults;
    expect(allowed?.isError).toBe(false);
    expect(denied?.isError).toBe(true);
    expect(denied?.text).toMatch(/Toolgate denied this: .*\[command\/git-push-force\]\. Instead: /);
  });

  test("writes an innocent file and not the one with a token in it", async () => {
    const write = (file_path: string, content: string): Block => ({
      tool: "Write",
      input: { file_path, content },
    });
    const token = makeToken();
    const turns = [[write("notes.txt", "fine")], [write("leak.txt", `token: ${token}`)]];
    const session = await client.play({ turns });
    expect(session.projectFiles).toEqual(["notes.txt"]);
    expect(session.toolResults[1]?.text).toMatch(/Toolgate denied this: .*\[secret\//);
    expect(session.toolResults[1]?.text).not.toContain(token);
  });

  test("reads an innocent file and not a key store", async () => {
    const files = { "notes.txt": "an innocent note", "../.aws/credentials": "a well-kept line" };
    const read = (file_path: string): Block => ({ tool: "Read", input: { file_path } });
    const turns = [[read("notes.txt")], [read("../.aws/credentials")]];
    const session = await client.play({ turns, files });
    expect(session.toolResults[0]?.text).toContain("an innocent note");
    expect(session.toolResults[1]?.text).toMatch(/Toolgate denied this: .*\[path\/secret-store\]/);
    expect(session.modelSaw).not.toContain("a well-kept line");
  });

  test("does not fetch a URL that carries a token, and lets an innocent one go", async () => {
    const fetch = (url: string): Block => ({ tool: "WebFetch", input: { url, prompt: "read" } });
    const token = makeToken();
    const turns = [[fetch("https://example.com/")], [fetch(`https://example.com/?t=${token}`)]];
    const session = await client.play({ turns });
    // There is no network: what counts is who stopped it.
    expect(session.toolResults[0]?.text).not.toContain("Toolgate");
    expect(session.toolResults[1]?.text).toMatch(/Toolgate denied this: .*\[secret\//);
  });

  test("lets an MCP tool have an innocent argument and not a token", async () => {
    const echo = (text: string): Block => ({ tool: "mcp__echo__echo", input: { text } });
    const turns = [[echo("hello")], [echo(`take ${makeToken()}`)]];
    const files = { "../mcp-echo.mjs": mcpServer };
    const session = await client.play({ turns, files, args: mcpArgs });
    expect(session.toolResults[0]?.text).toContain("echo: hello");
    expect(session.toolResults[1]?.text).toMatch(/Toolgate denied this: .*\[secret\//);
  });

  test("holds a subagent's calls like the agent's own", async () => {
    const input = {
      description: "help",
      prompt: "SUBAGENT task",
      subagent_type: "general-purpose",
    };
    const session = await client.play({
      turns: [[{ tool: "Agent", input: { ...input, run_in_background: false } }]],
      agents: [
        {
          match: "SUBAGENT",
          turns: [[bash("touch RAN")], [bash("touch DENIED && git push --force")]],
        },
      ],
    });
    expect(session.projectFiles).toEqual(["RAN"]);
    expect(session.modelSaw).toContain("[command/git-push-force]");
  });

  test("turns a question into a denial where nobody can be asked", async () => {
    const session = await client.play({
      turns: [[bash("touch ASKED && git reset --hard HEAD~3")]],
    });
    expect(session.projectFiles).toEqual([]);
    expect(session.toolResults[0]?.text).toMatch(/Toolgate asks about this: .*\[command\//);
  });

  test("shows the model a mask in the place of a token that a command printed", async () => {
    const token = makeToken();
    const files = { "notes.txt": `the token is ${token} and the rest is plain\n` };
    const session = await client.play({ turns: [[bash(PRINT)]], files });
    expect(session.toolResults[0]?.text).toMatch(/the token is \[secret: [a-z-]+\] and the rest/);
    expect(session.modelSaw).not.toContain(token);
  });

  test("keeps a token from the model that a failing command printed", async () => {
    const token = makeToken();
    const files = { "notes.txt": `the token is ${token}\n` };
    const session = await client.play({ turns: [[bash(`${PRINT}; exit 3`)]], files });
    expect(session.toolResults).toHaveLength(1);
    expect(session.modelSaw).not.toContain(token);
  });

  test("shows the model a mask in the place of a token that an MCP tool answered", async () => {
    const token = makeToken();
    const session = await client.play({
      turns: [[{ tool: "mcp__echo__reveal", input: { note: "notes.txt" } }]],
      files: { "notes.txt": `the token is ${token}`, "../mcp-echo.mjs": mcpServer },
      args: mcpArgs,
    });
    expect(session.toolResults[0]?.text).toMatch(/the token is \[secret: [a-z-]+\]/);
    expect(session.modelSaw).not.toContain(token);
  });

  test("leaves a record of every call, protected by the group, under the true uid", async () => {
    const before = client.readRecords(12345).length;
    await client.play({ turns: [[bash("touch RAN")], [bash("git push --force")]] });
    const records = client.readRecords(12345).slice(before);
    const texts = records.map(({ text }) => text);
    expect(texts.some((text) => text.includes("touch RAN"))).toBe(true);
    expect(texts.some((text) => text.includes("command/git-push-force"))).toBe(true);
    for (const { uid, text } of records) {
      expect(uid).toBe(12345);
      expect(text).toContain('"integrity":"setgid"');
    }
  });
});
