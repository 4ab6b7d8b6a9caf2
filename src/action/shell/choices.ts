import { UNKNOWN } from "../../model/invocation.ts";
import { MAX_VARIANTS } from "./bounds.ts";
import type { Alternatives, Value } from "./scope.ts";

const NOTHING_KNOWN: Value = [UNKNOWN];

/**
 * The variants of one simple command whose words depend on variables with several possible values.
 * The first pass takes the first value of each and notes which were asked for; `next` turns to the
 * next combination. Too many combinations are told as one in which those variables are unknown.
 */
export class Choices {
  readonly #counts = new Map<string, number>();
  readonly #picked = new Map<string, number>();
  #passes = 0;
  #givenUp = false;

  pick(key: string, alternatives: Alternatives): Value {
    const first = alternatives[0] ?? NOTHING_KNOWN;
    if (alternatives.length < 2) return first;
    if (this.#givenUp) return NOTHING_KNOWN;
    this.#counts.set(key, alternatives.length);
    return alternatives[this.#picked.get(key) ?? 0] ?? NOTHING_KNOWN;
  }

  isFirst(): boolean {
    return this.#passes === 0;
  }

  /** Whether the words of this command are the same in every case. */
  isSingle(): boolean {
    return this.#counts.size === 0;
  }

  /** Turns to the next combination; false after the last. */
  next(): boolean {
    this.#passes += 1;
    if (this.#givenUp || this.#counts.size === 0) return false;
    if (this.#passes >= MAX_VARIANTS) {
      this.#givenUp = true;
      return true;
    }
    return this.#advance();
  }

  #advance(): boolean {
    for (const [key, count] of this.#counts) {
      const index = (this.#picked.get(key) ?? 0) + 1;
      if (index < count) {
        this.#picked.set(key, index);
        return true;
      }
      this.#picked.set(key, 0);
    }
    return false;
  }
}
