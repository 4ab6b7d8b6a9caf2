import { readFileSync, statSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";

/** A file of the policy that the forwarder cannot use. */
export class SinkFileError extends Error {
  override readonly name = "SinkFileError";
}

/** Certificates in PEM; `undefined` where the policy names none. @throws SinkFileError */
export function readAuthorities(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = readSinkFile(path, "ca_file");
  if (!text.includes("-----BEGIN CERTIFICATE-----"))
    throw new SinkFileError("its ca_file does not hold a certificate");
  return text;
}

/** @throws SinkFileError, in which nothing of the file stands */
function readSinkFile(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new SinkFileError(`its ${what} cannot be read (${readErrorCode(error)})`);
  }
}

/** What a credential stands in. @throws SinkFileError when others could have read it too */
export function readSecretFile(path: string, what: string): string {
  const text = readSinkFile(path, what);
  const isOpen = process.platform !== "win32" && (statSync(path).mode & 0o007) !== 0;
  if (isOpen) throw new SinkFileError(`its ${what} can be read by everyone: take that right away`);
  return text;
}
