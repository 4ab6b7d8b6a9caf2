import { expect, test } from "vitest";
import { describeSql } from "./describe-tools.ts";
import { askAll } from "./lake.ts";
import { call } from "./records.ts";
import { type Line, SealedLog } from "./sealed-log.ts";

const ID = "toolu_bdrk_01Planted0000000000001";
const BIG = "toolu_bdrk_01Planted0000000000002";
const hour = "2026/11/27/16";

/** An entry of Bedrock's model invocation log, by its documented schema 1.0. */
function invocation(requestId: string, bodies: { input: object; output: object }): Line {
  const entry = {
    schemaType: "ModelInvocationLog",
    schemaVersion: "1.0",
    timestamp: "2026-11-27T16:00:00Z",
    accountId: "111122223333",
    identity: { arn: "arn:aws:sts::111122223333:assumed-role/Developer/ada" },
    region: "eu-central-1",
    requestId,
    operation: "InvokeModelWithResponseStream",
    modelId: "anthropic.example-v1:0",
    input: { inputContentType: "application/json", inputTokenCount: 9, ...bodies.input },
    output: { outputContentType: "application/json", outputTokenCount: 9, ...bodies.output },
  };
  return { text: JSON.stringify(entry), hour };
}

const proposes = (id: string): object => ({
  outputBodyJson: [
    {
      type: "content_block_start",
      index: 1,
      content_block: { type: "tool_use", id, name: "Bash" },
    },
  ],
});
const returns = (id: string): object => ({
  inputBodyJson: {
    messages: [
      { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "ok" }] },
    ],
  },
});
const apart = { inputBodyS3Path: "s3://models/AWSLogs/data/q-3_input.json.gz" };

const log = new SealedLog("alpha");
call(log, { at: "2026-11-27T16:00:01Z" }, { call: ID });
call(log, { at: "2026-11-27T16:00:02Z" }, { call: BIG });
call(log, { at: "2026-11-27T16:00:03Z" }, { call: "toolu_bdrk_01Nowhere" });

const models = [
  invocation("q-1", { input: { inputBodyJson: { messages: [] } }, output: proposes(ID) }),
  // The next request has the call again, beside its result, and proposes another.
  invocation("q-2", { input: returns(ID), output: proposes(BIG) }),
  invocation("q-3", { input: apart, output: { outputBodyJson: [] } }),
];

describeSql("a call and the model's log", () => {
  test("each call stands beside the request that proposed it and the one that had its result", () => {
    const found = askAll({ lines: log.lines, models }).queries["correlation/model-requests"] ?? [];
    const rows = found.map(({ call, part, requestid, identity }) => [
      call,
      part,
      requestid,
      identity,
    ]);
    const arn = "arn:aws:sts::111122223333:assumed-role/Developer/ada";
    expect(rows.toSorted((a, b) => a.join().localeCompare(b.join()))).toEqual([
      ["toolu_bdrk_01Nowhere", null, null, null],
      [ID, "answered", "q-2", arn],
      [ID, "proposed", "q-1", arn],
      [BIG, "proposed", "q-2", arn],
    ]);
  });
});
