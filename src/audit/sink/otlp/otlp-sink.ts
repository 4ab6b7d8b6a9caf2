import type { OtlpPolicy } from "../../../model/audit-policy.ts";
import { readAuthorities, SinkFileError } from "../authorities.ts";
import { describeNetworkError } from "../describe-network-error.ts";
import { failAll } from "../fail.ts";
import type { Delivery, SealedLine, Sink } from "../sink.ts";
import { type Resource, toLogsRequest } from "./log-records.ts";
import { type Answer, type Collector, openCollector } from "./post.ts";
import { readAnswer } from "./read-answer.ts";
import { readHeaders } from "./read-headers.ts";

/** A line grows as it is quoted; collectors take 20 MiB unless told otherwise. */
const LIMITS = { lines: 500, bytes: 2 * 1024 * 1024, inFlight: 2 };

/** A sink that takes metrics too. */
export interface OtlpSink extends Sink {
  /** Pushes one request; what becomes of it is nobody's concern. */
  readonly pushMetrics: (json: string) => Promise<void>;
}

export interface OtlpSetting {
  readonly resource: Resource;
  readonly now: () => number;
}

/** Sends lines as OpenTelemetry logs, by OTLP/HTTP in JSON. */
export function openOtlpSink(policy: OtlpPolicy, { resource, now }: OtlpSetting): OtlpSink {
  let collector: Collector | undefined;
  let underWay = 0;
  // Its files are read again after a failure: someone may have mended them.
  const open = (): Collector => {
    collector ??= openCollector(
      policy.url,
      readHeaders(policy.headersFile),
      readAuthorities(policy.caFile),
    );
    return collector;
  };
  const forget = (): void => {
    // A request of the other kind, or the other batch, goes on; the next failure is the one that closes.
    if (underWay > 0) return;
    collector?.close();
    collector = undefined;
  };

  const post = async (path: string, json: string, signal?: AbortSignal): Promise<Answer> => {
    const opened = open();
    underWay += 1;
    try {
      return await opened.post(path, json, signal);
    } finally {
      underWay -= 1;
    }
  };

  const deliver = async (lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> => {
    let answer: Answer;
    try {
      answer = await post("/v1/logs", toLogsRequest(lines, resource, now()), signal);
    } catch (error) {
      forget();
      const isOurs = error instanceof SinkFileError;
      return failAll(lines, { reason: isOurs ? error.message : describeNetworkError(error) });
    }
    if (answer.status === 401 || answer.status === 403) forget();
    return readAnswer(answer, lines, now());
  };

  return {
    name: policy.name,
    limits: LIMITS,
    deliver,
    close: async () => forget(),
    pushMetrics: async (json) => {
      try {
        await post("/v1/metrics", json);
      } catch {
        forget();
      }
    },
  };
}
