import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { assert, object, property, uint8Array } from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { parseEvent } from "../../src/event/parse-event.ts";
import { StageError } from "../../src/model/stage.ts";

const fixtures = path.join(import.meta.dirname, "../fixtures/events");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (value: unknown) => parseEvent(bytes(JSON.stringify(value)));

function messageOf(text: string | Uint8Array): string {
  try {
    parseEvent(typeof text === "string" ? bytes(text) : text);
  } catch (error) {
    if (error instanceof StageError) return `${error.stage}: ${error.message}`;
    throw error;
  }
  return "parsed";
}

describe("the events that the client really sends", () => {
  test.each(readdirSync(fixtures).filter((name) => name.endsWith(".json")))("takes %s", (name) => {
    const input = readFileSync(path.join(fixtures, name));
    const event = parseEvent(input);
    expect(event.name).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(event.sessionId).toMatch(/^0{7}1-/);
    expect(event.bytes).toBe(input.length);
    expect(event.tool === undefined).toBe(!/tooluse|permissionrequest/.test(name));
  });
});

describe("a call", () => {
  test("carries tool, input, id and server", () => {
    const event = parse({
      hook_event_name: "PreToolUse",
      tool_name: "mcp__srv__do",
      tool_input: { a: 1 },
      tool_use_id: "toolu_1",
      mcp_server: { name: "srv", source: "dynamic" },
    });
    expect(event.tool).toEqual({
      name: "mcp__srv__do",
      input: { a: 1 },
      useId: "toolu_1",
      mcpServer: "srv",
      mcpSource: "dynamic",
    });
  });

  test("of a tool never heard of is an event like any other", () => {
    expect(
      parse({ hook_event_name: "PreToolUse", tool_name: "Teleport", tool_input: {} }).tool?.name,
    ).toBe("Teleport");
  });
});

describe("an event never heard of", () => {
  test("passes with its own fields", () => {
    expect(parse({ hook_event_name: "Eclipse", moon: "full" }).body["moon"]).toBe("full");
  });
});

describe("bad input is refused in one line that names the fault", () => {
  test.each([
    ["", "event: the event is empty: nothing on stdin"],
    ["{", "event: the event is not valid JSON"],
    ['{"hook_event_name":"PreToolUse","tool_name":"Ba', "event: the event is not valid JSON"],
    ["[]", "event: the event is not a JSON object"],
    ["null", "event: the event is not a JSON object"],
    ["{}{}", "event: the event is not valid JSON"],
    [String.raw`{"hook_event_name":"X","\xplanted":1}`, "event: the event is not valid JSON"],
    ["{}", "event: hook_event_name must be a string"],
    ['{"hook_event_name":""}', "event: hook_event_name must not be empty"],
    [
      '{"hook_event_name":5,"cwd":[]}',
      "event: hook_event_name must be a string; cwd must be a string",
    ],
    ['{"hook_event_name":"PreToolUse"}', "event: tool_name is missing"],
    ['{"hook_event_name":"PreToolUse","tool_name":"Bash"}', "event: tool_input must be an object"],
    [
      '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":["ls"]}',
      "event: tool_input must be an object",
    ],
    [
      '{"hook_event_name":"X","a":1,"a":2}',
      "event: the event has the same key twice in one object",
    ],
    [
      '{"hook_event_name":"X","a":1,"\\u0061":2}',
      "event: the event has the same key twice in one object",
    ],
    [
      '{"hook_event_name":"X","in":{"b":{"c":1,"c":2}}}',
      "event: the event has the same key twice in one object",
    ],
    ['{"hook_event_name":"X","__proto__":{}}', 'event: the event has a key "__proto__"'],
    [
      '{"hook_event_name":"X","in":[{"\\u005f_proto__":{}}]}',
      'event: the event has a key "__proto__"',
    ],
  ])("%s", (text, message) => expect(messageOf(text)).toBe(message));

  test("that is not UTF-8", () => {
    expect(messageOf(new Uint8Array([0x7b, 0xff, 0x7d]))).toBe(
      "event: the event is not valid UTF-8",
    );
  });

  test("that nests a million deep", () => {
    const text = `{"hook_event_name":"X","a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`;
    expect(messageOf(text)).toMatch(/event: (the event nests deeper than 64 levels|unexpected)/);
  });

  test("and the message never quotes it", () => {
    const planted = `planted${Math.random()}`;
    expect(messageOf(`{"hook_event_name": ${planted}}`)).not.toContain(planted);
  });
});

describe("what only looks like a fault passes", () => {
  test.each([
    ["keys that are equal in different objects", '{"hook_event_name":"X","a":{"k":1},"b":{"k":1}}'],
    ["a key that stands in a string", '{"hook_event_name":"X","a":"\\"a\\":1,\\"a\\":2"}'],
    ["equal strings in an array", '{"hook_event_name":"X","a":["k","k"]}'],
    ["lone surrogates", '{"hook_event_name":"X","a":"\\ud800"}'],
    ["a string that ends in a backslash", '{"hook_event_name":"X","a":"\\\\","b":"\\\\"}'],
  ])("%s", (_, text) => expect(messageOf(text)).toBe("parsed"));
});

test("strings that could fall into one place of a hash table are counted before they are parsed", () => {
  // With a table of one place for all, which is what such strings come to, the guard is where the time goes.
  const keys = Array.from({ length: 10_000 }, (_, number) => ({ [`a long key ${number}`]: "" }));
  const spelt = Array.from({ length: 10_000 }, (_, number) => `k${number}`);
  const add = vi.spyOn(Set.prototype, "add");
  const parsed = vi.spyOn(JSON, "parse");
  try {
    // As keys of objects with one each; and as values that are longer as they are written.
    const text = JSON.stringify({ hook_event_name: "X", keys, spelt });
    parseEvent(bytes(text.replaceAll('"k', String.raw`"\u006b\u0020`)));
    const before = add.mock.invocationCallOrder.at(-1) ?? Infinity;
    const noted = new Set(add.mock.calls.map(([value]) => value));
    for (const value of ["a long key 9999", "k 9999"]) expect(noted).toContain(value);
    expect(parsed.mock.invocationCallOrder.at(-1)).toBeGreaterThan(before);
  } finally {
    vi.restoreAllMocks();
  }
});

test("any JSON object at all is parsed or refused by a StageError", () => {
  assert(
    property(object(), (value) => {
      const result = messageOf(JSON.stringify({ hook_event_name: "X", ...value }));
      expect(result).toMatch(/^(parsed|event: )/);
    }),
  );
});

test("any bytes at all are parsed or refused by a StageError", () => {
  assert(
    property(uint8Array(), (value) => {
      expect(messageOf(value)).toMatch(/^(parsed|event: )/);
    }),
  );
});
