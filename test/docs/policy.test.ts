import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { toGate } from "../../src/cli/open-gate.ts";
import { Evaluation } from "../../src/evaluation.ts";
import type { Gate } from "../../src/gate.ts";
import { judge } from "../../src/judge.ts";
import { buildWith, mistakesOf, NOW } from "../rule/build/build-with.ts";

const page = readFileSync("docs/POLICY.md", "utf8");
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? "");
const names = readdirSync("rules").filter((name) => /\.(yaml|toml|model)$/.test(name));
const shipped = Object.fromEntries(names.map((name) => [name, `rules/${name}`]));
const dropIn = (text: string) => ({ ...shipped, "rules.d/50-example.yaml": text });

afterEach(() => {
  vi.useRealTimers();
});

describe("docs/POLICY.md", () => {
  test("has an example of each part", () => expect(examples.length).toBeGreaterThanOrEqual(7));

  test.each(examples)("example %#, beside the rules that ship, builds in rules.d", (text) => {
    const { policy } = buildWith(dropIn(text), { profile: "standard" });
    expect(policy.profile).toBe("standard");
  });

  test.each(examples.filter((text) => text.startsWith("weakens:")))(
    "example %# that weakens does not build without saying so",
    (text) => {
      const silent = text.replace(/^weakens:.*\n/, "");
      expect(mistakesOf(dropIn(silent)).join("\n")).toContain('say why with "weakens: why"');
    },
  );

  test.each(examples.filter((text) => text.includes("mcp__github__*")))(
    "example %# approves one MCP server in strict, and no other",
    (text) => {
      vi.setSystemTime(NOW);
      const gate = toGate({ bundle: buildWith(dropIn(text), { profile: "strict" }) });
      expect(outcomeOf("mcp__github__create_issue", gate)).toBe("allow");
      expect(outcomeOf("mcp__gitlab__create_issue", gate)).toBe("deny");
    },
  );
});

function outcomeOf(tool: string, gate: Gate): string | undefined {
  const evaluation = new Evaluation();
  const event = { hook_event_name: "PreToolUse", cwd: "/", tool_name: tool, tool_input: {} };
  judge(Buffer.from(JSON.stringify(event)), gate, evaluation);
  return evaluation.results.verdict?.outcome;
}
