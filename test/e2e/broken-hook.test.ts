import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { describePrivate } from "../system/describe-private.ts";
import { GUARD } from "../system/installed.ts";
import { openClient, type Client } from "./client.ts";
import type { Block } from "./fake-api.ts";

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });

/** Fine until a tool is called: so what is tested is the call and not the prompt before it. */
const misbehaveOnCall = (act: string): string =>
  `#!/bin/sh\ninput=$(cat)\ncase $input in *'"PreToolUse"'*) ${act} ;; esac\n`;

const ALLOW = JSON.stringify({
  hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "allow" },
});

const MISBEHAVIOURS: readonly (readonly [string, string])[] = [
  ["exits 1", "exit 1"],
  ["exits 101, as a panic does", "exit 101"],
  ["dies of SIGSEGV", "kill -SEGV $$"],
  ["is killed", "kill -KILL $$"],
  ["prints JSON that is no answer", `echo '{"hookSpecificOutput":{"permissionDecision":42}}'`],
  ["prints two answers", `echo '${ALLOW}'; echo '${ALLOW}'`],
  ["allows and then fails", `echo '${ALLOW}'; exit 1`],
];

describePrivate("the real client under a guard that is broken", () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient();
    await client.must("cp", "-p", GUARD, "/opt/guard.saved");
  }, 120_000);
  afterAll(() => client?.close());
  afterEach(() => client.must("cp", "-p", "/opt/guard.saved", GUARD));

  const replaceGuard = async (script: string): Promise<void> => {
    await client.must(
      "sh",
      "-c",
      `rm -f ${GUARD}; printf %s "$1" >${GUARD}; chmod 755 ${GUARD}`,
      "sh",
      script,
    );
  };

  test.for(MISBEHAVIOURS)("runs nothing when it %s", async ([, act]) => {
    await replaceGuard(misbehaveOnCall(act));
    const session = await client.play({ turns: [[bash("touch RAN")]] });
    expect(session.toolResults[0]?.isError).toBe(true);
    expect(session.projectFiles).toEqual([]);
  });

  test("runs nothing when it hangs beyond the host's timeout", async () => {
    await replaceGuard(misbehaveOnCall("sleep 60"));
    const session = await client.play({ turns: [[bash("touch RAN")]] });
    expect(session.toolResults[0]?.text).toContain("timed out");
    expect(session.projectFiles).toEqual([]);
  }, 60_000);

  test.for([
    ["missing", `rm -f ${GUARD}`],
    ["emptied", `: >${GUARD}`],
    ["not executable", `chmod 644 ${GUARD}`],
    ["cut short", `truncate -s 1M ${GUARD}`],
  ] as const)("does not even take a prompt when it is %s", async ([, damage]) => {
    await client.must("sh", "-c", damage);
    const session = await client.play({ turns: [[bash("touch RAN")]] });
    expect(session.projectFiles).toEqual([]);
    expect(session.toolResults).toEqual([]);
  });

  test("runs nothing more when it is deleted in the middle of a session", async () => {
    const home = "/home/interrupted";
    const turns = [[bash("touch STARTED; sleep 2")], [bash("touch RAN")]];
    const playing = client.play({ turns, home });
    while (!existsSync(client.outside(`${home}/project/STARTED`))) await sleep(50);
    await client.must("rm", GUARD);
    const session = await playing;
    expect(session.projectFiles).toEqual(["STARTED"]);
    expect(session.toolResults[1]?.isError).toBe(true);
  });
});
