/** How much of a call its record tells: everything that is no secret, what describes the call, or hashes alone. */
export type Capture = "full" | "redacted" | "hash";

/** What the policy says of records and where they go. */
export interface AuditPolicy {
  readonly capture: Capture;
  /** Environment variables of the hook whose values are recorded, as its user claims them. */
  readonly identity: readonly string[];
  /** Whether a hook waits until its record is on the disk. */
  readonly sync: boolean;
  /** Days that delivered lines stay on the machine. */
  readonly keepDays: number;
  /** Seconds between checkpoints while nothing happens: the heartbeat. */
  readonly heartbeatSeconds: number;
  readonly sinks: readonly SinkPolicy[];
}

/** Where sealed lines go. Names are unique and name the queue. */
export type SinkPolicy = FirehosePolicy | FilePolicy | OtlpPolicy | SyslogPolicy;

/** A stream of Amazon Data Firehose. */
export interface FirehosePolicy {
  readonly kind: "firehose";
  readonly name: string;
  readonly stream: string;
  readonly region: string;
  /** Role in the audit account, and the external id that its trust policy wants. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Instead of the region's own: a VPC endpoint, a proxy. */
  readonly endpoint?: string;
  /** Of the security token service, beside the former. */
  readonly stsEndpoint?: string;
  readonly caFile?: string;
}

/** Files in a directory, one an hour. */
export interface FilePolicy {
  readonly kind: "file";
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
}

/** A collector that takes OpenTelemetry logs by OTLP/HTTP. */
export interface OtlpPolicy {
  readonly kind: "otlp";
  readonly name: string;
  /** Base URL; `/v1/logs` is appended. */
  readonly url: string;
  /** A file with one header a line, `Name: value`, which only the forwarder reads. */
  readonly headersFile?: string;
  readonly caFile?: string;
}

/** A receiver of RFC 5424 messages: over TLS (RFC 5425), or TCP without it to this machine only. */
export interface SyslogPolicy {
  readonly kind: "syslog";
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly caFile?: string;
}

/** What holds where no file says otherwise. */
export const DEFAULT_AUDIT: AuditPolicy = {
  capture: "redacted",
  identity: [],
  sync: false,
  keepDays: 7,
  heartbeatSeconds: 60,
  sinks: [],
};
