import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toGate } from "../../src/cli/open-gate.ts";
import { Evaluation } from "../../src/evaluation.ts";
import type { Gate } from "../../src/gate.ts";
import { judge } from "../../src/judge.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { buildWith } from "./build/build-with.ts";
import { sourceOf } from "./source-of.ts";

const compiled = buildWith({
  "policy.yaml": "policy: { profile: standard, mode: enforce }\n",
  "programs.yaml": "rules/programs.yaml",
  "rules.d/50-permissions.yaml": readFileSync("docs/examples/permissions.company.yaml", "utf8"),
});
const text = toBundleText(compiled);

function gateOf(): Gate {
  const bundle = parseBundle(sourceOf(text));
  if (bundle === undefined) throw new Error("no bundle");
  return toGate({ bundle });
}

/** What the rules, as the hook reads them, make of a call. */
function outcome(body: JsonObject, gate = gateOf()): string | undefined {
  const evaluation = new Evaluation();
  const event = { hook_event_name: "PreToolUse", cwd: "/srv/app", session_id: "s", ...body };
  judge(Buffer.from(JSON.stringify(event)), gate, evaluation);
  return evaluation.results.verdict?.outcome;
}

function bash(command: string, agent?: string): JsonObject {
  const call = { tool_name: "Bash", tool_input: { command } };
  return agent === undefined ? call : { ...call, agent_id: "a1", agent_type: agent };
}

describe("the permissions of an agent", () => {
  it("are read as they were written", () => {
    expect([...(parseBundle(sourceOf(text))?.permissions ?? [])]).toEqual(
      JSON.parse(JSON.stringify(compiled.permissions)),
    );
  });

  it.each([
    ["deny the reviewer a push", "git push origin main", "code-reviewer", "deny"],
    ["let the reviewer read", "git log -3", "code-reviewer", "allow"],
    ["let the runner push a feature branch", "git push origin feature/x", "ci-runner", "allow"],
    [
      "ask for the runner's production",
      "aws ecs update-service --service prod-a",
      "ci-runner",
      "ask",
    ],
    ["deny the bot the cluster", "kubectl get pods", "support-bot", "deny"],
    ["are nobody else's", "git push origin main", "explorer", "allow"],
    ["are not the main agent's", "git push origin main", undefined, "allow"],
  ])("%s: %s", (_title, command, ...[agent, expected]) => {
    expect(outcome(bash(command, agent))).toBe(expected);
  });

  it("hold for an agent that does not say what it is", () => {
    const body = { ...bash("kubectl get pods"), agent_id: "a1" };
    expect(outcome(body)).toBe("deny");
  });

  it("hold for the tools of MCP servers", () => {
    const call = (tool: string) => ({
      tool_name: tool,
      tool_input: {},
      agent_id: "a1",
      agent_type: "support-bot",
    });
    expect(outcome(call("mcp__tickets__reply"))).toBe("allow");
    expect(outcome(call("mcp__github__merge_pull_request"))).toBe("deny");
  });
});

describe("a bundle without permission rules", () => {
  const { permissions: _, ...rest } = compiled;

  it("has none, and none is read", () => {
    const bundle = parseBundle(sourceOf(toBundleText(rest)));
    expect(bundle?.permissions).toHaveLength(0);
  });

  it("of a version that knew none still serves", () => {
    const old = toBundleText(rest).replace(',"permissions":0', "");
    expect(parseBundle(sourceOf(old))?.permissions).toHaveLength(0);
  });
});
