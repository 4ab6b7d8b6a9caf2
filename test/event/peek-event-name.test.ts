import { describe, expect, test } from "vitest";
import { peekEventName } from "../../src/event/peek-event-name.ts";

const peek = (text: string): string | undefined => peekEventName(Buffer.from(text));

describe("the name of an event that could not be parsed", () => {
  test.each<[string, string | undefined]>([
    ['{"session_id":"s","hook_event_name":"PostToolUse","tool_', "PostToolUse"],
    [
      '{"cwd":"/a\\",\\"hook_event_name\\":\\"Stop\\"","hook_event_name":"PreToolUse"',
      "PreToolUse",
    ],
    [`{"cwd":"${"x".repeat(5000)}","hook_event_name":"PreToolUse"`, undefined],
    ["", undefined],
    ["not json", undefined],
  ])("%s", (text, name) => expect(peek(text)).toBe(name));
});
