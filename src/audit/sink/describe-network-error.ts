import { readErrorCode } from "../../model/error-code.ts";

/** Codes of OpenSSL's and Node's for a certificate that does not hold. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|INVALID_(?:CA|PURPOSE)|ALTNAME|HOSTNAME/;

const BROKEN = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "ERR_STREAM_PREMATURE_CLOSE"]);
const SLOW = new Set(["ETIMEDOUT", "ESOCKETTIMEDOUT", "ABORT_ERR"]);
const NAMES = new Set(["ENOTFOUND", "EAI_AGAIN"]);

/** Why a connection has failed, by the system's code alone: messages may quote what was sent. */
export function describeNetworkError(error: unknown): string {
  const code = findCode(error);
  if (code === undefined) return "it cannot be reached";
  if (CERTIFICATE.test(code)) return `its certificate does not verify (${code}): see ca_file`;
  if (BROKEN.has(code)) return `the connection broke off (${code})`;
  if (SLOW.has(code)) return "it did not answer in time";
  if (NAMES.has(code)) return `its name is not known (${code}): is the address right?`;
  if (code.startsWith("HPE_")) return `what it says is not HTTP (${code})`;
  return `it cannot be reached (${code})`;
}

/** Of the error, of what caused it, or of the attempts that it sums up. */
export function findCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const code = readErrorCode(error);
  if (/^[A-Z][A-Z0-9_]{1,59}$/.test(code)) return code;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return inner.map((each: unknown) => findCode(each, depth + 1)).find((each) => each !== undefined);
}
