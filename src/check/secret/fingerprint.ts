import { createKeyedHash } from "../../hash/keyed-hash.ts";
import type { Policy } from "../../model/policy.ts";
import { measureEntropy } from "./gitleaks/measure-entropy.ts";

/** Everybody's key: what it hashes cannot be guessed anyway. */
const OPEN_KEY = "toolgate";

/** Hexadecimal digits told of the hash: 128 bits. */
const SHOWN_DIGITS = 32;

/** A secret of less, in bits and in characters, could be found by trying. */
const MIN_BITS = 64;
const MIN_UNITS = 16;

/**
 * The name of a secret that is none itself: `fp1-` and 32 hexadecimal digits, the same on every machine that has
 * the policy. Whoever has the key can try guesses against it (docs/adr/0009-fingerprints.md).
 */
export function toFingerprint(secret: string, { fingerprintKey }: KeyOwner): string {
  const key = fingerprintKey === undefined ? OPEN_KEY : Buffer.from(fingerprintKey, "hex");
  const hash = createKeyedHash(Buffer.from(key));
  const digest = hash("toolgate/fingerprint/1", Buffer.from(secret));
  return `fp1-${digest.slice(0, SHOWN_DIGITS)}`;
}

type KeyOwner = Pick<Policy, "fingerprintKey">;

/** Whether somebody who has its fingerprint and the key could find the secret by trying. */
export function isGuessable(secret: string): boolean {
  return secret.length < MIN_UNITS || measureEntropy(secret) * secret.length < MIN_BITS;
}
