import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A key that whoever verifies trusts, because he brought it. */
export interface TrustedKey {
  readonly key: KeyObject;
  /** SHA-256 of its DER, hex: as a log's first line names it. */
  readonly fingerprint: string;
  readonly file: string;
  /** The machine, where keys are kept by machine: the name of the file in its directory. */
  readonly host?: string | undefined;
}

/** A key that cannot be used; the message says what to give. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

const EXTENSION = /\.(?:pub|pem)$/;

/**
 * Keys from files, PEM as `seal.pub`, and from directories of such files, each called as its machine: `web-1.pub`,
 * or `web-1/seal.pub`.
 *
 * @throws KeyError for what holds no public key; or an error of the file system
 */
export function readKeys(paths: readonly string[]): readonly TrustedKey[] {
  const keys = paths.flatMap((each) =>
    statSync(each).isDirectory() ? readDirectory(each) : [readKey(each)],
  );
  return [...new Map(keys.map((key) => [key.fingerprint, key])).values()];
}

function readDirectory(directory: string): readonly TrustedKey[] {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  const keys = names.filter((name) => EXTENSION.test(name)).toSorted();
  if (keys.length === 0) throw new KeyError(`${directory}: there is no .pub or .pem file in it`);
  return keys.map((name) => readKey(path.join(directory, name), hostOf(name)));
}

function hostOf(name: string): string {
  const [first = name, ...more] = name.split(path.sep);
  return more.length > 0 ? first : first.replace(EXTENSION, "");
}

function readKey(file: string, host?: string): TrustedKey {
  const text = readFileSync(file, "latin1");
  if (text.includes("PRIVATE KEY"))
    throw new KeyError(`${file}: it is a private key; give the public one, seal.pub`);
  const key = parseKey(text);
  if (key?.asymmetricKeyType !== "ed25519")
    throw new KeyError(`${file}: it holds no Ed25519 public key in PEM; give seal.pub`);
  const der = key.export({ format: "der", type: "spki" });
  return { key, fingerprint: createHash("sha256").update(der).digest("hex"), file, host };
}

function parseKey(text: string): KeyObject | undefined {
  try {
    return createPublicKey(text);
  } catch {
    return undefined;
  }
}
