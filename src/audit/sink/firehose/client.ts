import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { FirehosePolicy } from "../../../model/audit-policy.ts";
import { readAuthorities } from "../sink-files.ts";
import { CredentialsFault } from "./explain-aws-error.ts";

const CONNECT_MS = 5000;
const ATTEMPT_MS = 30_000;
const MAX_SOCKETS = 8;

/**
 * A client of the stream's region. It asks once: when to ask again is the queue's. Its connections go through the proxy of
 * the forwarder's own environment (HTTPS_PROXY, NO_PROXY) where there is one.
 *
 * @param session Names this machine in the audit account's CloudTrail.
 * @throws SinkFileError
 */
export function openClient(policy: FirehosePolicy, session: string): FirehoseClient {
  const requestHandler = toHandler(readAuthorities(policy.caFile));
  const { region, endpoint } = policy;
  return new FirehoseClient({
    region,
    maxAttempts: 1,
    requestHandler,
    credentials: toCredentials(policy, session, requestHandler),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

function toHandler(ca: string | undefined) {
  const kept = { keepAlive: true, maxSockets: MAX_SOCKETS, proxyEnv: process.env };
  return {
    connectionTimeout: CONNECT_MS,
    requestTimeout: ATTEMPT_MS,
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent(kept),
    httpsAgent: new HttpsAgent({ ...kept, ...(ca === undefined ? {} : { ca }) }),
  };
}

/** The standard chain; from there into the role where the policy names one, again some minutes before that expires. */
function toCredentials(
  policy: FirehosePolicy,
  session: string,
  requestHandler: ReturnType<typeof toHandler>,
) {
  const { roleArn, externalId, region, stsEndpoint } = policy;
  // Files are read again by a client that is made anew: fresh credentials may be in them.
  const own = fromNodeProviderChain({ ignoreCache: true, clientConfig: { region } });
  const provider =
    roleArn === undefined
      ? own
      : fromTemporaryCredentials({
          masterCredentials: own,
          params: {
            RoleArn: roleArn,
            RoleSessionName: session,
            DurationSeconds: 3600,
            ...(externalId === undefined ? {} : { ExternalId: externalId }),
          },
          clientConfig: {
            region,
            maxAttempts: 1,
            requestHandler,
            ...(stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }),
          },
        });
  return async () => {
    try {
      return await provider();
    } catch (cause) {
      throw new CredentialsFault("no credentials", { cause });
    }
  };
}
