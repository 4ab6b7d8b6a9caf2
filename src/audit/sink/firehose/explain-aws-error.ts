import { readRetryAfter } from "../../../http/retry-after.ts";
import type { FirehosePolicy } from "../../../model/audit-policy.ts";
import { SinkFileError } from "../authorities.ts";
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

function explainName(
  error: unknown,
  policy: FirehosePolicy,
  isSts: boolean,
): string | undefined {
  const name = error instanceof Error ? error.name : "";
  const role = policy.roleArn === undefined ? "its credentials" : "its role";
  if (name === "ResourceNotFoundException")
    return `there is no stream ${policy.stream} in ${policy.region} of this account: see stream, region and role_arn`;
  if (DENIED.has(name))
    return isSts
      ? "the role in role_arn may not be assumed: see its trust policy and external_id"
      : `access is denied: ${role} must allow firehose:PutRecordBatch on the stream`;
  if (EXPIRED.has(name)) return "its AWS credentials have expired: give the forwarder fresh ones";
  if (UNKNOWN_CREDENTIALS.has(name)) return "AWS does not know its credentials: give it valid ones";
  if (WRONG_SIGNATURE.has(name)) return explainSignature(error, policy);
  if (name === "CredentialsProviderError" || name === "TokenProviderError")
    return "there are no AWS credentials: give the forwarder some (docs/FORWARD.md)";
  if (name === "InvalidArgumentException" || name === "ValidationException")
    return "Firehose refuses what it is sent: is the stream one that takes direct puts?";
  if (name === "InvalidKMSResourceException")
    return "Firehose may not use the key of the stream: see the stream's KMS key";
  return undefined;
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
  const of = isSts ? "STS: " : "";
  if (throttled) return `${of}it asks for less (throttled): see the stream's limits`;
  const status = statusOf(error);
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  if (isTimeout && findCode(error) === undefined) return `${of}it did not answer in time`;
  if (status !== undefined && status >= 500) return `${of}it could not answer (status ${status})`;
  if (findCode(error) !== undefined) return of + describeNetworkError(error);
  if (error instanceof SyntaxError || status === 200)
    return `${of}its answer is not whole, or not one of AWS's: see endpoint`;
  if (status !== undefined) return `${of}it refuses what it is sent (status ${status})`;
  return of + describeNetworkError(error);
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
