import { readRetryAfter } from "../../../http/retry-after.ts";
import type { FirehosePolicy } from "../../../model/audit-policy.ts";
import { SinkFileError } from "../sink-files.ts";
import { describeNetworkError, findCode } from "../describe-network-error.ts";
import type { Fault } from "../fail.ts";
import { isThrottling } from "./throttling.ts";

/** The credentials could not be had: the service itself was not asked. */
export class CredentialsFault extends Error {
  override readonly name = "CredentialsFault";
}

/** What is wrong, and whether a client made anew, with its files read again, may do better. */
export interface AwsFault extends Fault {
  readonly isStale: boolean;
}

const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"]);
const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "RequestExpired"]);
const UNKNOWN_CREDENTIALS = new Set([
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidAccessKeyId",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
]);
const WRONG_SIGNATURE = new Set([
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "IncompleteSignatureException",
  "RequestTimeTooSkewed",
  "RequestInTheFuture",
]);

/** One sentence for the operator, by names and numbers alone: messages may quote what was sent. */
export function explainAwsError(error: unknown, policy: FirehosePolicy, now: number): AwsFault {
  if (error instanceof SinkFileError) return { reason: error.message, isStale: true };
  const isSts = error instanceof CredentialsFault;
  const cause = isSts ? error.cause : error;
  // The client has learnt the time from this answer: one that is made anew would not know it.
  if (isSkewed(cause)) return { reason: SKEWED, isStale: false };
  const known = explainName(cause, policy, isSts);
  if (known !== undefined) return { reason: known, isStale: true };
  const throttled = isThrottling(cause);
  const retryAfterMs = readRetryAfter(headerOf(cause, "retry-after"), now);
  return { reason: explainOther(cause, isSts, throttled), throttled, retryAfterMs, isStale: isSts };
}

function explainName(error: unknown, policy: FirehosePolicy, isSts: boolean): string | undefined {
  const name = error instanceof Error ? error.name : "";
  if (name === "ResourceNotFoundException")
    return `there is no stream ${policy.stream} in ${policy.region} of this account: see stream, region and role_arn`;
  if (DENIED.has(name)) return explainDenial(policy, isSts);
  if (EXPIRED.has(name)) return "its AWS credentials have expired: give the forwarder fresh ones";
  if (UNKNOWN_CREDENTIALS.has(name)) return "AWS does not know its credentials: give it valid ones";
  if (WRONG_SIGNATURE.has(name)) return explainSignature(error, policy);
  return OTHERS.get(name);
}

/** What else has a name of its own. */
const OTHERS = new Map(
  Object.entries({
    CredentialsProviderError:
      "there are no AWS credentials: give the forwarder some (docs/FORWARD.md)",
    TokenProviderError: "there are no AWS credentials: give the forwarder some (docs/FORWARD.md)",
    InvalidArgumentException:
      "Firehose refuses what it is sent: is the stream one that takes direct puts?",
    ValidationException:
      "Firehose refuses what it is sent: is the stream one that takes direct puts?",
    InvalidKMSResourceException:
      "Firehose may not use the key of the stream: see the stream's KMS key",
  }),
);

function explainDenial({ roleArn }: FirehosePolicy, isSts: boolean): string {
  if (isSts) return "the role in role_arn may not be assumed: see its trust policy and external_id";
  const who = roleArn === undefined ? "its credentials" : "its role";
  return `access is denied: ${who} must allow firehose:PutRecordBatch on the stream`;
}

const SKEWED = "this machine's clock is wrong: it is signed by the service's time from now on";

function isSkewed(error: unknown): boolean {
  if (!(error instanceof Error) || !WRONG_SIGNATURE.has(error.name)) return false;
  const isCorrected = memberOf(memberOf(error, "$metadata"), "clockSkewCorrected") === true;
  return isCorrected || /expired|not yet current|too large|in the future/i.test(error.message);
}

function explainSignature(error: unknown, { region }: FirehosePolicy): string {
  const message = error instanceof Error ? error.message : "";
  if (/scoped to a valid region/i.test(message))
    return `the endpoint is not one of ${region}: see region and endpoint`;
  return "its AWS signature is refused: is the secret key right?";
}

function explainOther(error: unknown, isSts: boolean, throttled: boolean): string {
  const said = throttled
    ? "it asks for less (throttled): see the stream's limits"
    : (explainStatus(statusOf(error)) ?? explainTransport(error));
  return isSts ? `STS: ${said}` : said;
}

/** What a status says; one of success is that of an answer that was not understood. */
function explainStatus(status: number | undefined): string | undefined {
  if (status === undefined || status < 300) return undefined;
  return status >= 500
    ? `it could not answer (status ${status})`
    : `it refuses what it is sent (status ${status})`;
}

function explainTransport(error: unknown): string {
  if (findCode(error) !== undefined) return describeNetworkError(error);
  if (error instanceof Error && error.name === "TimeoutError") return "it did not answer in time";
  if (error instanceof SyntaxError || statusOf(error) !== undefined)
    return "its answer is not whole, or not one of AWS's: see endpoint";
  return describeNetworkError(error);
}

function statusOf(error: unknown): number | undefined {
  const metadata = memberOf(error, "$metadata");
  const status = memberOf(metadata, "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

function headerOf(error: unknown, name: string): string | undefined {
  const header = memberOf(memberOf(memberOf(error, "$response"), "headers"), name);
  return typeof header === "string" ? header : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
