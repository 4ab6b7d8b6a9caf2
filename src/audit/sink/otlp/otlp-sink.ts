import type { OtlpPolicy } from "../../../model/audit-policy.ts";
import { readAuthorities, SinkFileError } from "../sink-files.ts";
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
  readonly pushMetrics: (json: string, signal: AbortSignal) => Promise<void>;
}

export interface OtlpSetting {
  readonly resource: Resource;
  readonly now: () => number;
}

/** Sends lines as OpenTelemetry logs, by OTLP/HTTP in JSON. */
export function openOtlpSink(policy: OtlpPolicy, { resource, now }: OtlpSetting): OtlpSink {
  const line = new CollectorLine(policy);
  const deliver = async (lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> => {
    try {
      const answer = await line.post("/v1/logs", toLogsRequest(lines, resource, now()), signal);
      return readAnswer(answer, lines, now());
    } catch (error) {
      const isOurs = error instanceof SinkFileError;
      return failAll(lines, { reason: isOurs ? error.message : describeNetworkError(error) });
    }
  };
  return {
    name: policy.name,
    limits: LIMITS,
    deliver,
    close: async () => line.forget(),
    pushMetrics: async (json, signal) => {
      await line.post("/v1/metrics", json, signal).catch(() => {});
    },
  };
}

/** The way to a collector. After a failure its files are read again: someone may have mended them. */
class CollectorLine {
  readonly #policy: OtlpPolicy;
  #collector: Collector | undefined;
  #underWay = 0;

  constructor(policy: OtlpPolicy) {
    this.#policy = policy;
  }

  /** Rejects when there is no whole answer, or a file of the policy cannot be used. */
  async post(path: string, json: string, signal?: AbortSignal): Promise<Answer> {
    const { url, headersFile, caFile } = this.#policy;
    this.#collector ??= openCollector(url, readHeaders(headersFile), readAuthorities(caFile));
    this.#underWay += 1;
    let isGood = false;
    try {
      const answer = await this.#collector.post(path, json, signal);
      isGood = answer.status !== 401 && answer.status !== 403;
      return answer;
    } finally {
      this.#underWay -= 1;
      if (!isGood) this.forget();
    }
  }

  /** Another request that is under way goes on: then the next failure is the one that closes. */
  forget(): void {
    if (this.#underWay > 0) return;
    this.#collector?.close();
    this.#collector = undefined;
  }
}
