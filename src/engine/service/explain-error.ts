import { readErrorCode } from "../../model/error-code.ts";
import { EngineFailure } from "../engine-failure.ts";
import { Outage } from "./outage.ts";

/** Codes of OpenSSL's and Node's for a certificate that does not hold. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH/;

/** The connection was there and is gone: the next attempt may find another server behind the same name. */
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

/** How long to wait before trying again what broke off. */
const BROKEN_RETRY_MS = 50;

/** Why a connection has failed, by the system's code alone: messages may quote what was sent. */
export function explainError(error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const code = codeOf(error);
  if (CERTIFICATE.test(code)) return new EngineFailure(`its certificate does not verify (${code})`);
  if (BROKEN.has(code)) return new Outage(`the connection broke off (${code})`, BROKEN_RETRY_MS);
  if (code.startsWith("HPE_")) return new EngineFailure(`what it says is not HTTP (${code})`);
  return new Outage(`it cannot be reached (${code})`);
}

function codeOf(error: unknown): string {
  const code = readErrorCode(error);
  return /^[A-Z0-9_]{1,60}$/.test(code) ? code : "unknown";
}
