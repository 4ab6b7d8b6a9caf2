import { describe, expect, test } from "vitest";
import { toAction } from "../../../src/action/to-action.ts";
import { toRecord } from "../../../src/audit/to-record.ts";
import { piiCheck } from "../../../src/check/pii/pii-check.ts";
import type { HookEvent } from "../../../src/model/event.ts";
import {
  callOf,
  keyedHash,
  TEST_MACHINE,
  toAccount,
  toEvent,
  toVerdict,
} from "../../audit/accounts.ts";
import { bundleWith, shipped } from "./support.ts";

const CARD = "4539148803436467";
const GROUPED = "4539 1488 0343 6467";
const IBAN = "NL02ABNA0123456789";

function recordOf(event: HookEvent): { readonly text: string; readonly rules: readonly string[] } {
  const findings = piiCheck.inspect(
    toAction(event, TEST_MACHINE),
    bundleWith(shipped),
    TEST_MACHINE,
  );
  const account = toAccount(event, { verdict: toVerdict(findings) });
  return {
    text: JSON.stringify(toRecord(account, { keyedHash })),
    rules: findings.map(({ rule }) => rule),
  };
}

describe("personal data that is found is nowhere in the record", () => {
  test.each([
    ["a command line", callOf("Bash", { command: `pay --card ${CARD} --to ${IBAN}` })],
    ["a command line, in groups", callOf("Bash", { command: `pay "${GROUPED}"; echo ${CARD}` })],
    ["a heredoc", callOf("Bash", { command: `cat > x <<EOF\ncard ${GROUPED}\n${CARD}\nEOF` })],
    ["an argument of an MCP tool", callOf("mcp__crm__find", { query: `card ${CARD}`, note: CARD })],
    ["what is written", callOf("Write", { file_path: "/tmp/x", content: `card ${CARD}` })],
    ["a prompt for another agent", callOf("Agent", { description: "d", prompt: `card ${CARD}` })],
    [
      "an answer, and the input that asked for it",
      toEvent({
        hook_event_name: "PostToolUse",
        tool_name: "Bash",
        tool_input: { command: `grep ${CARD} cards.csv` },
        tool_response: { stdout: `1;${CARD};${IBAN}`, stderr: "" },
      }),
    ],
  ])("in %s", (_, event) => {
    const { text, rules } = recordOf(event);
    expect(rules).toContain("pii/payment-card");
    for (const value of [CARD, GROUPED, IBAN]) expect(text).not.toContain(value);
    expect(text).toContain("payment-card …(16)");
  });
});
