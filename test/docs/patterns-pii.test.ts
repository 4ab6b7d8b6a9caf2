/** The company's own entities of docs/PATTERNS.md, from their drop-in to the answer. */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { Evaluation } from "../../src/evaluation.ts";
import { toGate } from "../../src/cli/open-gate.ts";
import type { Gate } from "../../src/gate.ts";
import { judge } from "../../src/judge.ts";
import { buildWith } from "../rule/build/build-with.ts";

const page = readFileSync("docs/PATTERNS.md", "utf8");
const [, example = ""] = /```yaml\n(pii:\n.*?)```/s.exec(page) ?? [];

let gate: Gate;
beforeAll(() => {
  const files = { "policy.yaml": "rules/policy.yaml", "pii.yaml": "rules/pii.yaml" };
  gate = toGate({ bundle: buildWith({ ...files, "rules.d/50-acme.yaml": example }) });
});

function answerTo(event: object): { readonly stdout: string; readonly told: string } {
  const evaluation = new Evaluation();
  const body = { cwd: "/home/dev/project", permission_mode: "default", ...event };
  return judge(Buffer.from(JSON.stringify(body)), gate, evaluation);
}

const prompt = (text: string) => answerTo({ hook_event_name: "UserPromptSubmit", prompt: text });
const output = (stdout: string) =>
  answerTo({
    hook_event_name: "PostToolUse",
    tool_name: "Bash",
    tool_input: {},
    tool_response: { stdout, stderr: "", interrupted: false, isImage: false },
  });

test("an employee's number is known by its pattern, its check digit and a word beside it", () => {
  expect(prompt("who is employee E-204115?")).toMatchObject({ told: "deny" });
  expect(prompt("who is employee E-204115?").stdout).toContain(
    "the number of one of Acme's employees in the prompt (line 1, column 19)",
  );
  for (const text of ["employee E-204117", "staff E-000018", "error E-204115", "staff XE-204115"])
    expect(prompt(text).told).toBe("none");
});

test("a customer's code, which has no digits, is masked in what a tool answers", () => {
  expect(output("ticket for KND-QWERTZ: late").stdout).toContain(
    '"stdout":"ticket for [pii: acme-customer]: late"',
  );
  expect(output("ticket for KND-XXXXXX: late").told).toBe("none");
});

test("and each comes to what its rule says where it stands", () => {
  const write = (content: string) =>
    answerTo({
      hook_event_name: "PreToolUse",
      tool_name: "Write",
      tool_input: { file_path: "a.ts", content },
    });
  expect(write("// KND-QWERTZ").told).toBe("none");
  expect(write("// staff E-204115")).toMatchObject({ told: "deny" });
});
