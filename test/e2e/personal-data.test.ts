import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "../system/describe-private.ts";
import { HOOKS } from "../system/installed.ts";
import { openClient, type Client } from "./client.ts";
import type { Block } from "./fake-api.ts";

const CARD = "4539 1488 0343 6467";
const MASK = "[pii: payment-card]";

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });
const read = (file_path: string): Block => ({ tool: "Read", input: { file_path } });
const write = (file_path: string, content: string): Block => ({
  tool: "Write",
  input: { file_path, content },
});

/** What a company would put into rules.d/. */
const APPROVING = `weakens: what is written is masked instead of denied
policy:
  auto_approve: [Write, mcp__echo__*]
`;

describePrivate("personal data under the real client", () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient();
  }, 120_000);
  afterAll(() => client?.close());

  test("a prompt with a card number never comes to the model", async () => {
    const session = await client.play({ turns: [["fine"]], prompt: `charge ${CARD} please` });
    expect(session.modelSaw).not.toContain(CARD);
    const said = session.stdout + session.stderr;
    expect(said).toContain("a payment card number in the prompt (line 1, column 8)");
  });

  test("a file with one reaches the model masked, its other columns as they are", async () => {
    const files = { "cards.csv": `id,card,city\n1,${CARD},Bonn\n2,none,Linz\n` };
    const turns = [[bash("cat cards.csv")], [read("cards.csv")]];
    const session = await client.play({ turns, files });
    expect(session.toolResults).toHaveLength(2);
    for (const { text, isError } of session.toolResults) {
      expect(isError).toBe(false);
      expect(text).toContain(`1,${MASK},Bonn`);
      expect(text).toContain("2,none,Linz");
    }
    expect(session.modelSaw).not.toContain(CARD);
  });

  test("a Write with one is denied, and the model is told how to say it", async () => {
    const session = await client.play({ turns: [[write("a.ts", `const c = "${CARD}";\n`)]] });
    expect(session.projectFiles).toEqual([]);
    expect(session.toolResults[0]?.text).toMatch(
      /a payment card number in what would be written \(line 1, column 12\) \[pii\/payment-card\].*Masked it reads: "const c = \\"\[pii: payment-card\]\\";"/,
    );
  });

  test("a commit's author, an owner and a telephone number are nobody's business", async () => {
    const owners = "* ann.lee@initech.com\n# +49 30 901820\n";
    const turns = [[write("CODEOWNERS", owners)], [bash("cat CODEOWNERS")]];
    const session = await client.play({ turns });
    expect(session.toolResults[1]?.text).toContain("ann.lee@initech.com");
    expect(session.modelSaw).not.toContain("Toolgate");
  });

  describePrivate("where the policy approves what is masked", () => {
    /** Nothing is permitted but to read: what runs has been approved. */
    const userSettings = { permissions: { allow: ["Read"] } };
    beforeAll(async () => {
      await client.must("mkdir", "-p", `${HOOKS}/rules/rules.d`);
      writeFileSync(client.outside(`${HOOKS}/rules/rules.d/approve.yaml`), APPROVING);
      await client.must(`${HOOKS}/toolgate`, "rules", "build");
    }, 60_000);

    test("the Write runs with the mask, and the model is told", async () => {
      const home = "/home/dev-approved";
      const file = `${home}/project/a.ts`;
      const turns = [[write(file, `const c = "${CARD}";\n`)], [read(file)]];
      const session = await client.play({ turns, userSettings, home });
      expect(session.projectFiles).toEqual(["a.ts"]);
      expect(session.toolResults[1]?.text).toContain(`const c = "${MASK}";`);
      expect(session.modelSaw).toContain("The call ran with the mask in its place");
    });

    test("a relative path makes the host ask anew, about the masked input: its own word holds", async () => {
      const turns = [[write("a.ts", `const c = "${CARD}";\n`)], [read("a.ts")]];
      const asked = await client.play({ turns, userSettings });
      expect(asked.projectFiles).toEqual([]);
      const permitted = await client.play({ turns });
      expect(permitted.toolResults[1]?.text).toContain(`const c = "${MASK}";`);
    });

    test("nothing else is approved by it", async () => {
      const turns = [
        [write("plain.ts", "const c = 1;\n")],
        [bash(`touch RAN; echo "${CARD}"`)],
        [write("../.bashrc", `echo "${CARD}"\n`)],
      ];
      const session = await client.play({ turns, userSettings });
      expect(session.projectFiles).toEqual([]);
      expect(session.toolResults.map(({ isError }) => isError)).toEqual([true, true, true]);
    });

    test("and in plan mode nothing at all", async () => {
      const turns = [[write("a.ts", `const c = "${CARD}";\n`)]];
      const args = ["--permission-mode", "plan"];
      const session = await client.play({ turns, userSettings, args });
      expect(session.projectFiles).toEqual([]);
      expect(session.toolResults[0]?.text).toContain("[pii/payment-card]");
    });
  });
});
