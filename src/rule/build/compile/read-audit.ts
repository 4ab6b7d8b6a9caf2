import { type AuditPolicy, DEFAULT_AUDIT, type SinkPolicy } from "../../../model/audit-policy.ts";
import type { Profile } from "../../../model/policy.ts";
import type { AuditSource, SinkSource } from "../schema/audit.ts";
import { ofProfile } from "./by-profile.ts";

/** What the files together say of records: a later file's word replaces an earlier one's, key by key. */
export function readAudit(sources: readonly AuditSource[], profile: Profile): AuditPolicy {
  const last = <T>(pick: (source: AuditSource) => T | undefined): T | undefined =>
    sources.map(pick).findLast((value) => value !== undefined);
  return {
    capture: last(({ capture }) => ofProfile(capture ?? {}, profile)) ?? DEFAULT_AUDIT.capture,
    identity: last(({ identity }) => identity) ?? DEFAULT_AUDIT.identity,
    sync: last(({ sync }) => ofProfile(sync ?? {}, profile)) ?? DEFAULT_AUDIT.sync,
    keepDays: last(({ keep_days }) => keep_days) ?? DEFAULT_AUDIT.keepDays,
    heartbeatSeconds:
      last(({ heartbeat_seconds }) => heartbeat_seconds) ?? DEFAULT_AUDIT.heartbeatSeconds,
    sinks: (last(({ sinks }) => sinks) ?? []).map(toSink),
  };
}

function toSink(source: SinkSource): SinkPolicy {
  switch (source.kind) {
    case "file":
      return source;
    case "firehose": {
      const { role_arn, external_id, sts_endpoint, ca_file, endpoint, ...rest } = source;
      return {
        ...rest,
        ...(role_arn === undefined ? {} : { roleArn: role_arn }),
        ...(external_id === undefined ? {} : { externalId: external_id }),
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(sts_endpoint === undefined ? {} : { stsEndpoint: sts_endpoint }),
        ...withAuthorities(ca_file),
      };
    }
    case "otlp": {
      const { headers_file, ca_file, ...rest } = source;
      const headers = headers_file === undefined ? {} : { headersFile: headers_file };
      return { ...rest, ...headers, ...withAuthorities(ca_file) };
    }
    case "syslog": {
      const { ca_file, ...rest } = source;
      return { ...rest, ...withAuthorities(ca_file) };
    }
  }
}

function withAuthorities(caFile: string | undefined): { readonly caFile?: string } {
  return caFile === undefined ? {} : { caFile };
}
