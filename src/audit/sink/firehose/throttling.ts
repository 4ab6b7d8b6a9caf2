/** What Firehose and STS call it when they are asked for too much: `ServiceUnavailableException` is Firehose's own. */
const NAMES = new Set([
  "ServiceUnavailableException",
  "LimitExceededException",
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "ProvisionedThroughputExceededException",
  "SlowDown",
]);

export function isThrottlingCode(code: string | undefined): boolean {
  return code !== undefined && NAMES.has(code);
}

export function isThrottling(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (NAMES.has(error.name)) return true;
  const metadata: unknown = Reflect.get(error, "$metadata");
  if (typeof metadata !== "object" || metadata === null) return false;
  return Reflect.get(metadata, "httpStatusCode") === 429;
}
