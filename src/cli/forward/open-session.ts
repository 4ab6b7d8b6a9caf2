import { join } from "node:path";
import type { Clock } from "../../audit/forward/clock.ts";
import { readLastSent } from "../../audit/forward/cursor.ts";
import { Forwarder } from "../../audit/forward/forwarder.ts";
import { Reporter } from "../../audit/forward/metrics/reporter.ts";
import type { History } from "../../audit/forward/history.ts";
import type { Sealing } from "../../audit/forward/sealing.ts";
import { openSealer } from "../../audit/seal/sealer.ts";
import { openSink } from "../../audit/sink/open-sink.ts";
import type { Resource } from "../../audit/sink/otlp/log-records.ts";
import type { OtlpSink } from "../../audit/sink/otlp/otlp-sink.ts";
import type { Sink } from "../../audit/sink/sink.ts";
import { INTAKE_DIRECTORY } from "../../platform/start-intake.ts";
import { openSources } from "./open-sources.ts";
import type { Setting } from "./read-setting.ts";
import type { StandingIntake } from "./standing-intake.ts";

/** The version of the code, put in by the build. */
declare const TOOLGATE_VERSION: string;

/** A forwarder under one policy. */
export interface Session {
  readonly reporter: Reporter;
  /**
   * @param isLast Asked when `signal` is aborted: whether no other session follows at once.
   * @returns what that said
   */
  readonly run: (signal: AbortSignal, isLast: () => boolean) => Promise<boolean>;
  readonly once: () => Promise<boolean>;
}

/** What outlives a session. */
interface Surroundings {
  readonly clock: Clock;
  readonly tell: (line: string) => void;
  readonly intake: StandingIntake;
  readonly history: History;
}

/**
 * To be called by whoever holds the log.
 *
 * @throws Error when something of the installation cannot be used
 */
export async function openSession(
  setting: Setting,
  { clock, tell, intake, history }: Surroundings,
): Promise<Session> {
  const { layout, policy, host } = setting;
  const now = (): number => clock.now();
  const resource = toResource(host);
  let ready: Forwarder | undefined;
  const unsentOf = (uid: number): number => ready?.unsentOf(uid) ?? 0;
  const sealing = await openSealing(setting, { now, unsentOf });
  await intake.follow(setting, () => ready?.wake());
  const endSources = (): Promise<void> => intake.close();
  history.adopt(policy.sinks);
  const sinks = await Promise.all(policy.sinks.map((each) => openSink(each, { resource, now })));
  const { audit } = layout;
  const { keepDays } = policy;
  const random = Math.random;
  const parts = { sealing, endSources, audit, sinks, keepDays, clock, random, history, tell };
  const forwarder = new Forwarder(parts);
  ready = forwarder;
  const reporter = new Reporter({
    audit,
    spools: [layout.spool, join(audit, INTAKE_DIRECTORY)],
    sealing,
    forwarder,
    intake: () => intake.counts,
    resource,
    started: history.started,
    push: sinks.flatMap((sink) => toPush(sink) ?? []),
    now,
  });
  return {
    reporter,
    run: (signal, isLast) => during(reporter, forwarder.run(signal, isLast), (wasLast) => wasLast),
    once: () => during(reporter, forwarder.once(), () => true),
  };
}

function toResource(host: string): Resource {
  return { host, version: typeof TOOLGATE_VERSION === "string" ? TOOLGATE_VERSION : "source" };
}

async function openSealing(
  { layout, policy, quotaBytes, host }: Setting,
  { now: clock, unsentOf }: { now: () => number; unsentOf: (uid: number) => number },
): Promise<Sealing> {
  const { audit } = layout;
  const { heartbeatSeconds } = policy;
  const sources = openSources(layout);
  const known = await readLastSent(audit);
  const options = { audit, sources, host, quotaBytes, heartbeatSeconds, clock, unsentOf, known };
  return openSealer(options, () => {});
}

function toPush(sink: Sink | OtlpSink): OtlpSink["pushMetrics"] | undefined {
  return "pushMetrics" in sink ? sink.pushMetrics : undefined;
}

async function during<T>(
  reporter: Reporter,
  work: Promise<T>,
  isLast: (ended: T) => boolean,
): Promise<T> {
  reporter.start();
  let last = true;
  try {
    const ended = await work;
    last = isLast(ended);
    return ended;
  } finally {
    await reporter.stop(last);
  }
}
