import type { Clock } from "../../audit/forward/clock.ts";
import { readLastSent } from "../../audit/forward/cursor.ts";
import { Forwarder } from "../../audit/forward/forwarder.ts";
import { Reporter } from "../../audit/forward/metrics/reporter.ts";
import { openSealer } from "../../audit/seal/sealer.ts";
import { openSink } from "../../audit/sink/open-sink.ts";
import type { Sink } from "../../audit/sink/sink.ts";
import { openSources } from "./open-sources.ts";
import type { Setting } from "./read-setting.ts";

/** The version of the code, put in by the build. */
declare const TOOLGATE_VERSION: string;

/** A forwarder under one policy. */
export interface Session {
  readonly reporter: Reporter;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly once: () => Promise<boolean>;
}

interface Surroundings {
  readonly clock: Clock;
  readonly tell: (line: string) => void;
}

/** @throws Error when another forwarder holds the log, or something of the installation cannot be used */
export async function openSession(
  setting: Setting,
  { clock, tell }: Surroundings,
): Promise<Session> {
  const { layout, policy, quotaBytes, host } = setting;
  const { audit, spool } = layout;
  const { heartbeatSeconds, keepDays } = policy;
  const version = typeof TOOLGATE_VERSION === "string" ? TOOLGATE_VERSION : "source";
  const resource = { host, version };
  const known = await readLastSent(
    audit,
    policy.sinks.map(({ name }) => name),
  );
  let forwarder: Forwarder | undefined;
  const sealing = openSealer({
    audit,
    sources: openSources(setting),
    host,
    quotaBytes,
    heartbeatSeconds,
    clock: () => clock.now(),
    unsentOf: (uid) => forwarder?.unsentOf(uid) ?? 0,
    known,
  });
  const now = (): number => clock.now();
  const sinks = await Promise.all(policy.sinks.map((each) => openSink(each, { resource, now })));
  const ready = new Forwarder({ sealing, audit, sinks, keepDays, clock, random: Math.random, tell });
  forwarder = ready;
  const push = sinks.flatMap((sink) => toPush(sink) ?? []);
  const reporter = new Reporter({ audit, spool, sealing, sinks: () => ready.sinks, resource, push, now });
  const during = async <T>(work: Promise<T>): Promise<T> => {
    reporter.start();
    try {
      return await work;
    } finally {
      await reporter.stop();
    }
  };
  return {
    reporter,
    run: (signal) => during(ready.run(signal)),
    once: () => during(ready.once()),
  };
}

function toPush(sink: Sink | { readonly pushMetrics: (json: string) => Promise<void> }) {
  return "pushMetrics" in sink ? sink.pushMetrics : undefined;
}
