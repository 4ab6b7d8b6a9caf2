import { verify } from "node:crypto";
import type { TrustedKey } from "./key-ring.ts";

/** As many signatures of one log are tried in vain: some ten seconds. */
const MAX_VAIN_TRIES = 100_000;

/** Stands for the key where none is trusted: nobody can tell then whose signature it is. */
export const ANY_KEY = 0;

/** The signature is none of a trusted key. */
export const NO_KEY = -1;

/**
 * Finds which trusted key has signed what of a log. A log has one key for good, the one that has signed most of it: an
 * entry signed by another, trusted or not, is not its own.
 */
export class KeyFinder {
  readonly #keys: readonly TrustedKey[];
  /** How many signatures each key has, by its number. */
  readonly #counts = new Map<number, number>();
  #latest = 0;
  #vain = 0;

  constructor(keys: readonly TrustedKey[]) {
    this.#keys = keys;
  }

  /** Whether any key is trusted: without, no signature tells anything. */
  get hasKeys(): boolean {
    return this.#keys.length > 0;
  }

  /** The number of the log's key; NO_KEY while none of its signatures has held. */
  get number(): number {
    let best = NO_KEY;
    for (const [key, count] of this.#counts) if (count > (this.#counts.get(best) ?? 0)) best = key;
    return best;
  }

  /** The key of the log. */
  get found(): TrustedKey | undefined {
    return this.#keys[this.number];
  }

  /** @returns the number of the key that has signed this, NO_KEY, or ANY_KEY */
  find(bytes: Uint8Array, signature: Uint8Array): number {
    const key = this.hasKeys ? this.#search(bytes, signature) : ANY_KEY;
    if (key === NO_KEY) return NO_KEY;
    this.#latest = key;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    return key;
  }

  #search(bytes: Uint8Array, signature: Uint8Array): number {
    const latest = this.#keys[this.#latest];
    if (latest !== undefined && verify(null, bytes, latest.key, signature)) return this.#latest;
    if (this.#vain >= MAX_VAIN_TRIES) return NO_KEY;
    const found = this.#keys.findIndex(({ key }) => verify(null, bytes, key, signature));
    if (found === -1) this.#vain += this.#keys.length;
    return found === -1 ? NO_KEY : found;
  }
}
