/** That the validator which every kind of record is held to finds what is wrong with one. */
import { describe, expect, test } from "vitest";
import { toRecord } from "../../src/audit/to-record.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { callOf, keyedHash, toAccount } from "./accounts.ts";
import { findOcsfFaults } from "./ocsf-schema.ts";

const account = toAccount(callOf("Read", { file_path: "/home/dev/x" }));
const sound: JsonObject = JSON.parse(JSON.stringify(toRecord(account, { keyedHash })));
const { time: _time, ...untimed } = sound;
const metadata = (more: JsonObject): JsonObject => ({
  metadata: { version: "1.9.0", product: { name: "Toolgate" }, ...more },
});
const profiles = ["ai_operation", "security_control"];

describe("the validator", () => {
  test("has nothing to say of a record", () => expect(findOcsfFaults(sound)).toEqual([]));

  test.each<[string, JsonObject]>([
    ["time is required", untimed],
    ["colour is no attribute", { ...sound, colour: 1 }],
    ["time is not a timestamp_t", { ...sound, time: "now" }],
    ["time is not a timestamp_t", { ...sound, time: 1.5 }],
    ["time is not a timestamp_t", { ...sound, time: null }],
    ["is_alert is not a boolean_t", { ...sound, is_alert: 1 }],
    ["class_uid is not 6003", { ...sound, class_uid: 6004 }],
    ["type_uid is not 600302", { ...sound, type_uid: 600_399 }],
    ["severity_id is 42, which is no value of it", { ...sound, severity_id: 42 }],
    ["severity_id means Informational, not Fatal", { ...sound, severity: "Fatal" }],
    [
      "activity_id is 99 without activity_name",
      { ...sound, activity_id: 99, activity_name: undefined },
    ],
    ["src_endpoint has none of ip,uid,name,hostname", { ...sound, src_endpoint: {} }],
    ["metadata.product has none of name,uid", { ...sound, ...metadata({ profiles, product: {} }) }],
    ["metadata.version is required", { ...sound, ...metadata({ profiles, version: undefined }) }],
    ["ai_agent is no attribute", { ...sound, ...metadata({ profiles: ["security_control"] }) }],
    ["action_id is no attribute", { ...sound, ...metadata({ profiles: ["ai_operation"] }) }],
    [
      "incident is no profile of api_activity",
      { ...sound, ...metadata({ profiles: ["incident"] }) },
    ],
    ["cloud is required", { ...sound, ...metadata({ profiles: [...profiles, "cloud"] }) }],
    ["resources is not an array", { ...sound, resources: {} }],
    ["resources.name is not a string_t", { ...sound, resources: [{ name: 1 }] }],
    ["api.request.uid is required", { ...sound, api: { operation: "Read", request: {} } }],
    [
      "src_endpoint.port is out of the bounds of port_t",
      { ...sound, src_endpoint: { name: "x", port: 70_000 } },
    ],
    ["src_endpoint.ip is out of the bounds of ip_t", { ...sound, src_endpoint: { ip: "nowhere" } }],
    ["unmapped is not an object", { ...sound, unmapped: "x" }],
  ])("finds that %s", (fault, record) => {
    expect(findOcsfFaults(JSON.parse(JSON.stringify(record))).join("\n")).toContain(fault);
  });
});
