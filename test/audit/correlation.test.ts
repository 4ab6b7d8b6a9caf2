/** That the records of a session join with Bedrock's log of its model requests, as docs/CORRELATION.md says. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { isArray, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { callOf } from "../executable/trial.ts";
import { writeRecords } from "./judged-records.ts";

const FILE = path.join(import.meta.dirname, "../fixtures/bedrock/model-invocations.jsonl");

/** What the join takes from a line of the log. */
interface Invocation {
  readonly requestId: string;
  readonly arn: string;
  readonly session: string | undefined;
  readonly uses: readonly JsonObject[];
  readonly results: readonly string[];
}

function member(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

/** Every object in a value that says that it is of this type. */
function blocksOf(value: Json | undefined, type: string): JsonObject[] {
  if (isArray(value)) return value.flatMap((item) => blocksOf(item, type));
  if (!isObject(value)) return [];
  const own = value["type"] === type ? [value] : [];
  return [...own, ...Object.values(value).flatMap((item) => blocksOf(item, type))];
}

function sessionOf(userId: string): string | undefined {
  const legacy = /_session_([0-9a-f-]{36})$/.exec(userId)?.[1];
  return legacy ?? /"session_id":"([0-9a-f-]{36})"/.exec(userId)?.[1];
}

function toInvocation(line: string): Invocation {
  const entry: Json = JSON.parse(line);
  const asked = member(entry, "input", "inputBodyJson");
  const userId = member(asked, "metadata", "user_id");
  return {
    requestId: String(member(entry, "requestId")),
    arn: String(member(entry, "identity", "arn")),
    session: typeof userId === "string" ? sessionOf(userId) : undefined,
    uses: blocksOf(member(entry, "output", "outputBodyJson"), "tool_use"),
    results: blocksOf(asked, "tool_result").map((block) => String(block["tool_use_id"])),
  };
}

const invocations = readFileSync(FILE, "utf8").trim().split("\n").map(toInvocation);
const nth = (n: number): string =>
  `00000000-0000-4000-9000-0000000000${String(n).padStart(2, "0")}`;

const SESSION = "00000001-0000-4000-8000-000000000001";
const OLD_SESSION = "00000009-0000-4000-8000-000000000009";

/** The events that Claude Code sends to its hooks for what the model says in the log. */
const events = invocations.flatMap(({ uses, session }) =>
  uses.flatMap(({ id, name, input = null }) => {
    const more = { session_id: session ?? SESSION, tool_use_id: id };
    const after = { hook_event_name: "PostToolUse", tool_response: { stdout: "x" } };
    return [callOf(String(name), input, more), callOf(String(name), input, { ...more, ...after })];
  }),
);
const prompt = JSON.stringify({
  hook_event_name: "UserPromptSubmit",
  session_id: SESSION,
  prompt: "What changed?",
});
/** What a user feeds to the hook by hand. */
const invented = callOf(
  "Bash",
  { command: "git status" },
  { tool_use_id: "toolu_bdrk_01Invented00000000000" },
);

const { records } = writeRecords([prompt, ...events, invented]);
const callIdOf = (record: JsonObject) => member(record, "api", "request", "uid");
const sessionIn = (record: JsonObject) => member(record, "actor", "session", "uid");

const proposing = (call: Json | undefined): string[] =>
  invocations
    .filter(({ uses }) => uses.some(({ id }) => id === call))
    .map(({ requestId }) => requestId);
const answering = (call: Json | undefined): string[] =>
  invocations
    .filter(({ results }) => results.some((id) => id === call))
    .map(({ requestId }) => requestId);

describe("a record joins with the model-request log", () => {
  const calls = records.filter((record) => callIdOf(record) !== "");

  test("of each call with the one request that proposed it, before and after it ran", () => {
    const joined = calls.slice(0, -1).map((record) => proposing(callIdOf(record)));
    expect(joined).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 5, 5].map((n) => [nth(n)]));
  });

  test("of a call with the request that took its result to the model, where its body is in the log", () => {
    expect(answering(callIdOf(calls[0] ?? {}))).toEqual([nth(2)]);
    // The request with these results is over 100 KB, and so in an object of its own.
    expect(answering(callIdOf(calls[2] ?? {}))).toEqual([]);
  });

  test("of everything with the requests of its session, in either form of the client's word on it", () => {
    const requestsOf = (record: JsonObject) =>
      invocations
        .filter(({ session }) => session === sessionIn(record))
        .map(({ requestId }) => requestId);
    const [said = {}] = records;
    expect(callIdOf(said)).toBe("");
    expect(requestsOf(said)).toEqual([nth(1), nth(2), nth(4)]);
    const old = records.find((record) => sessionIn(record) === OLD_SESSION);
    expect(requestsOf(old ?? {})).toEqual([nth(5)]);
  });

  test("by which the identity that AWS has seen stands beside the user whom the kernel names", () => {
    const pairs = calls.slice(0, -1).map((record) => {
      const [requestId] = proposing(callIdOf(record));
      const found = invocations.find((each) => each.requestId === requestId);
      return `${String(member(record, "actor", "user", "name"))} ${found?.arn}`;
    });
    expect(new Set(pairs)).toEqual(
      new Set(["dev arn:aws:sts::111122223333:assumed-role/developers/ann.lee"]),
    );
  });

  test("a record that no model has proposed stands out", () => {
    const strays = calls.filter((record) => proposing(callIdOf(record)).length === 0);
    expect(strays.map(callIdOf)).toEqual(["toolu_bdrk_01Invented00000000000"]);
  });

  test("so does a call that a model has proposed and no hook has seen", () => {
    const recorded = new Set(records.slice(0, 5).map(callIdOf));
    const unseen = invocations.flatMap(({ uses }) => uses.map(({ id }) => id ?? null));
    expect(unseen.filter((id) => !recorded.has(id))).toHaveLength(3);
  });

  test.each(["redacted", "full", "hash"] as const)(
    "under capture: %s, in every hook",
    (capture) => {
      for (const hook of ["guard", "command-guard", "audit-log"]) {
        const [first = ""] = events;
        const { texts } = writeRecords([first], { audit: { capture }, setting: { hook } });
        expect(proposing(JSON.parse(texts[0] ?? "").api.request.uid)).toEqual([nth(1)]);
      }
    },
  );
});

describe("the patterns in the page's SQL", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../docs/CORRELATION.md"), "utf8");
  const patterns = [...page.matchAll(/regexp_extract(?:_all)?\([^']*'([^']+)'/g)].map(
    ([, pattern = ""]) => new RegExp(pattern, "g"),
  );
  const [id = /$^/, legacy = /$^/, current = /$^/] = patterns;
  const find = (text: Json | undefined, pattern: RegExp): (string | undefined)[] =>
    [...JSON.stringify(text ?? null).matchAll(pattern)].map(([, found]) => found);

  test("are three", () => expect(patterns).toHaveLength(3));

  test("find what the join above finds", () => {
    const lines = readFileSync(FILE, "utf8").trim().split("\n");
    const found = lines.map((line) => {
      const entry: Json = JSON.parse(line);
      const asked = member(entry, "input", "inputBodyJson");
      const [session] = [...find(asked, legacy), ...find(asked, current)];
      return { ids: find(member(entry, "output", "outputBodyJson"), id), session };
    });
    expect(found).toEqual(
      invocations.map(({ uses, session }) => ({ ids: uses.map((use) => use["id"]), session })),
    );
  });
});
