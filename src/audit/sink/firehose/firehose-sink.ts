import {
  type FirehoseClient,
  PutRecordBatchCommand,
  type PutRecordBatchCommandOutput,
} from "@aws-sdk/client-firehose";
import type { FirehosePolicy } from "../../../model/audit-policy.ts";
import { failAll } from "../fail.ts";
import type { Delivery, SealedLine, Sink } from "../sink.ts";
import { openClient } from "./client.ts";
import { explainAwsError } from "./explain-aws-error.ts";
import { isThrottlingCode } from "./throttling.ts";

/**
 * A request may have 500 records and 4 MiB. Base64 makes four bytes of three, and the documentation does not say which
 * are counted: so it is the larger number that stays below.
 */
const LIMITS = { lines: 500, bytes: 3 * 1024 * 1024 - 64 * 1024, inFlight: 4 };

const NEWLINE = Buffer.from("\n");

export interface FirehoseSetting {
  readonly host: string;
  readonly now: () => number;
}

/** Sends lines, one a record with its newline, to a stream of Amazon Data Firehose. */
export function openFirehoseSink(policy: FirehosePolicy, setting: FirehoseSetting): Sink {
  const session = toSession(setting.host);
  let client: FirehoseClient | undefined;

  const deliver = async (lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> => {
    const command = new PutRecordBatchCommand({
      DeliveryStreamName: policy.stream,
      Records: lines.map(({ bytes }) => ({ Data: Buffer.concat([bytes, NEWLINE]) })),
    });
    const used = client;
    try {
      client ??= openClient(policy, session);
      return readAnswer(await client.send(command, { abortSignal: signal }), lines);
    } catch (error) {
      const fault = explainAwsError(error, policy, setting.now());
      // Others may be under way with it: it is left to them, and the next attempt makes a new one.
      if (fault.isStale && (used === undefined || client === used)) client = undefined;
      return failAll(lines, fault);
    }
  };
  return { name: policy.name, limits: LIMITS, deliver, close: async () => client?.destroy() };
}

/** Answers stand in the order of the records; what has no answer of its own has not arrived. */
function readAnswer(answer: PutRecordBatchCommandOutput, lines: readonly SealedLine[]): Delivery {
  const { FailedPutCount: count, RequestResponses: answers = [] } = answer;
  if (count === undefined || answers.length !== lines.length)
    return failAll(lines, { reason: "its answer is not one of AWS's: see endpoint" });
  const failed = [...answers.entries()].filter(
    ([, { RecordId, ErrorCode }]) => ErrorCode !== undefined || RecordId === undefined,
  );
  if (failed.length === 0) return { state: "delivered" };
  const throttled = failed.some(([, { ErrorCode }]) => isThrottlingCode(ErrorCode));
  const why = throttled
    ? "it asks for less (throttled): see the stream's limits"
    : "it could not take some records";
  return { state: "failed", failed: failed.map(([place]) => place), reason: why, throttled };
}

/** What a session of a role may be called: 2 to 64 of certain characters. */
function toSession(host: string): string {
  return `toolgate-${host.replaceAll(/[^\w+=,.@-]/g, "-")}`.slice(0, 64);
}
