import type { SinkPolicy } from "../../model/audit-policy.ts";
import type { Resource } from "./otlp/log-records.ts";
import type { OtlpSink } from "./otlp/otlp-sink.ts";
import type { Sink } from "./sink.ts";

export interface SinkSetting {
  readonly resource: Resource;
  readonly now: () => number;
}

/** The sink of a policy. What only one kind needs is loaded for it alone: AWS's SDK is large. */
export async function openSink(
  policy: SinkPolicy,
  { resource, now }: SinkSetting,
): Promise<Sink | OtlpSink> {
  const { host } = resource;
  switch (policy.kind) {
    case "firehose": {
      const { openFirehoseSink } = await import("./firehose/firehose-sink.ts");
      return openFirehoseSink(policy, { host, now });
    }
    case "file": {
      const { openFileSink } = await import("./file/file-sink.ts");
      return openFileSink(policy, now);
    }
    case "otlp": {
      const { openOtlpSink } = await import("./otlp/otlp-sink.ts");
      return openOtlpSink(policy, { resource, now });
    }
    case "syslog": {
      const { openSyslogSink } = await import("./syslog/syslog-sink.ts");
      return openSyslogSink(policy, { host, now });
    }
  }
}
