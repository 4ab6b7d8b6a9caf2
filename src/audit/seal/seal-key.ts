import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { replaceFileSync } from "../disk/replace-file.ts";
import { toSignedBytes, withSignature } from "./sealed-line.ts";

/** The key that checkpoints are signed with. */
export interface SealKey {
  /** SHA-256 of the public key's DER, hex. */
  readonly id: string;
  /** PEM, SPKI. */
  readonly publicPem: string;
  readonly publicKey: KeyObject;
  /** The line of an entry with its signature. */
  readonly sign: (line: string) => string;
}

/**
 * The key in `seal.key`, made where there is none, with its public half beside it in `seal.pub`.
 *
 * @throws Error when it is no such key, or others than its owner can read it
 */
export function openSealKey(audit: string): SealKey {
  const path = join(audit, "seal.key");
  const pem = readPrivate(path) ?? makeKey(path);
  const key = parseKey(path, pem);
  const publicKey = createPublicKey(key);
  const publicPem = publicKey.export({ type: "spki", format: "pem" });
  publish(join(audit, "seal.pub"), publicPem);
  return {
    id: createHash("sha256")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .digest("hex"),
    publicPem,
    publicKey,
    sign: (line) => withSignature(line, sign(null, toSignedBytes(line), key)),
  };
}

function makeKey(path: string): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  replaceFileSync(path, pem, 0o600);
  return pem;
}

function readPrivate(path: string): string | undefined {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return undefined;
  try {
    const { mode } = fstatSync(descriptor);
    // Windows has no such modes.
    if (process.platform !== "win32" && (mode & 0o077) !== 0)
      throw new Error(`${path}, which signs the audit log, can be read by others: chmod 600 it`);
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parseKey(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below, without the file's content.
  }
  throw new Error(`${path} is no Ed25519 key: move it away, and a new log with a new key begins`);
}

/** Written again where it is not this key's. */
function publish(path: string, pem: string): void {
  if (readPublic(path) !== pem) replaceFileSync(path, pem, 0o644);
}

function readPublic(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
