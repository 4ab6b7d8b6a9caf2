import { afterAll, beforeAll, expect, test } from "vitest";
import { expandTemplate } from "../../src/rule/build/examples/expand-template.ts";
import { describePrivate } from "../system/describe-private.ts";
import { makeToken } from "../system/events.ts";
import { openClient, type Client } from "./client.ts";
import type { Block } from "./fake-api.ts";

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });
const read = (input: object): Block => ({ tool: "Read", input: { ...input } });

describePrivate("secrets under the real client", () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient();
  }, 120_000);
  afterAll(() => client?.close());

  test("a Write with a token is denied, and the message says what, where and what to do", async () => {
    const content = `import os\n\nTOKEN = "${makeToken()}"\n`;
    const write: Block = { tool: "Write", input: { file_path: "app.py", content } };
    const session = await client.play({ turns: [[write]] });
    expect(session.projectFiles).toEqual([]);
    const [result] = session.toolResults;
    expect(result?.isError).toBe(true);
    expect(result?.text).toMatch(
      /Toolgate denied this: GitHub personal access token in what would be written \(line 3, column 10\); the model has it already \[secret\/github-pat\]\. Instead: .*rotate it/,
    );
    expect(result?.text.length).toBeLessThan(1024);
  });

  test("an Edit with one is denied, with the line of the file", async () => {
    const files = { "app.py": "import os\n\n\nTOKEN = None\n" };
    const edit = { file_path: "app.py", old_string: "None", new_string: `"${makeToken()}"` };
    const turns = [[read({ file_path: "app.py" })], [{ tool: "Edit", input: edit }]];
    const session = await client.play({ turns, files });
    expect(session.toolResults[1]?.text).toContain("(line 4, column 10)");
  });

  test("a development password in a configuration file reaches the model masked", async () => {
    const password = expandTemplate("{alnum:20}");
    const files = { "app.conf": `host = db\npassword = "${password}"\nport = 5432\n` };
    const turns = [[bash("cat app.conf")], [read({ file_path: "app.conf" })]];
    const session = await client.play({ turns, files });
    for (const { text, isError } of session.toolResults) {
      expect(isError).toBe(false);
      expect(text).toMatch(
        /host = db\n[^\n]*password = "\[secret: generic-assignment\]"\n[^\n]*port = 5432/,
      );
    }
    expect(session.toolResults).toHaveLength(2);
    expect(session.modelSaw).not.toContain(password);
  });

  test("a file with a token is not read, and its other lines are", async () => {
    const token = makeToken();
    const files = { "app.conf": `host = db\ntoken = ${token}\nport = 5432\n` };
    const turns = [
      [bash("cat app.conf")],
      [read({ file_path: "app.conf" })],
      [bash("sed 2d app.conf")],
      [read({ file_path: "app.conf", offset: 3, limit: 1 })],
    ];
    const session = await client.play({ turns, files });
    const [cat, whole, other, part] = session.toolResults;
    for (const denied of [cat, whole]) {
      expect(denied?.text).toMatch(/in the file to be read \(app\.conf, line 2, column 9\)/);
      expect(denied?.text).toContain("offset and limit");
    }
    expect(other?.text).toContain("host = db");
    expect(part?.text).toContain("port = 5432");
    expect(session.modelSaw).not.toContain(token);
  });
});
