import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readText } from "./configuration.ts";
import { fits } from "./event-pattern.ts";
import { FACTS } from "./iam.ts";
import { infra } from "./lake.ts";

const facts = new Map(
  Object.entries({
    ...FACTS,
    bucket: "acme-toolgate",
    key_id: "0a1b",
    topic: "arn:aws:sns:eu-central-1:444455556666:toolgate-alerts",
  }),
);
const patterns = readdirSync(path.join(infra, "events")).map((file) => {
  const text = readFileSync(path.join(infra, "events", file), "utf8");
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => facts.get(name) ?? "?");
  return { name: path.basename(file, ".json.tftpl"), pattern: JSON.parse(filled), filled };
});

/** Which rules an API call of an invented administrator meets. */
function watchedBy(call: string, requestParameters: object): string[] {
  const [service, eventName] = call.split(": ");
  const detail = { eventSource: `${service}.amazonaws.com`, eventName, requestParameters };
  const event = { "detail-type": "AWS API Call via CloudTrail", detail };
  return patterns.filter(({ pattern }) => fits(pattern, event)).map(({ name }) => name);
}

describe("a change of the lake is told", () => {
  test("and every pattern is filled in", () => {
    expect(patterns.filter(({ filled }) => filled.includes("?"))).toEqual([]);
  });

  const bucket = { bucketName: "acme-toolgate" };
  test.each([
    ["stream", "firehose: UpdateDestination", { deliveryStreamName: "toolgate" }],
    ["stream", "firehose: DeleteDeliveryStream", { deliveryStreamName: "toolgate" }],
    ["buckets", "s3: PutBucketObjectLockConfiguration", bucket],
    ["buckets", "s3: PutBucketPolicy", { bucketName: "acme-toolgate-trail" }],
    ["buckets", "s3: PutBucketLifecycle", bucket],
    ["objects", "s3: PutObjectRetention", bucket],
    ["objects", "s3: DeleteObject", bucket],
    ["key", "kms: PutKeyPolicy", { keyId: FACTS.key }],
    ["key", "kms: ScheduleKeyDeletion", { keyId: "0a1b" }],
    ["trail", "cloudtrail: StopLogging", { name: FACTS.trail }],
    ["trail", "cloudtrail: PutEventSelectors", { trailName: "toolgate" }],
    ["alarms", "monitoring: DeleteAlarms", { alarmNames: ["other", "toolgate-denied"] }],
    ["alarms", "monitoring: PutMetricAlarm", { alarmName: "toolgate-denied" }],
    ["topic", "sns: SetTopicAttributes", { topicArn: facts.get("topic") }],
    ["topic", "sns: Unsubscribe", { subscriptionArn: `${facts.get("topic")}:0a1b` }],
    ["checks", "scheduler: UpdateSchedule", { name: "toolgate-minutes" }],
    ["checks", "events: DisableRule", { name: "toolgate-stream" }],
    [
      "checks",
      "states: UpdateStateMachine",
      { stateMachineArn: "arn:aws:states:eu-central-1:444455556666:stateMachine:toolgate-hourly" },
    ],
    ["tables", "glue: UpdateTable", { databaseName: "toolgate" }],
  ])("by %s: %s", (name, call, parameters) => {
    expect(watchedBy(call, parameters)).toEqual([name]);
  });

  test("and the same of another's stream, bucket, key or alarm is not", () => {
    expect(watchedBy("firehose: UpdateDestination", { deliveryStreamName: "other" })).toEqual([]);
    expect(watchedBy("s3: PutBucketPolicy", { bucketName: "acme-toolgate-2" })).toEqual([]);
    expect(watchedBy("s3: PutObject", bucket)).toEqual([]);
    expect(watchedBy("kms: PutKeyPolicy", { keyId: "9f9f" })).toEqual([]);
    expect(watchedBy("monitoring: DeleteAlarms", { alarmNames: ["other"] })).toEqual([]);
  });

  test("to the topic; and of roles, refusals and the root user by filters over CloudTrail's log", () => {
    const text = readText(".");
    expect(text).toMatch(/aws_cloudwatch_event_target" "change"[^}]*aws_sns_topic\.alerts\.arn/);
    for (const filter of ["roles", "refused", "root"])
      expect(text).toMatch(new RegExp(`^    ${filter} += `, "m"));
  });
});
