import { hashPair, isLetter } from "./hash-token.ts";
import type { Token } from "./token.ts";
import type { WordClasses } from "./word-classes.ts";

/** So many words of a class are kept in mind, */
const KEPT = 5;
/** and taken together with one that stands at most so many tokens after them. */
const REACH = 6;

/** No token has more features of this kind: two pairs, its class, the pairs of that, and two of a beginning. */
export const MAX_CONTEXT_FEATURES = 3 + KEPT + 2;

/** After these a sentence begins, or what is said to somebody. */
const ENDS = new Set(Array.from('.!?:;-*>"(', (sign) => sign.charCodeAt(0)));

/** What makes a pair of classes, or the first word of a sentence, another feature than the words by themselves. */
const SKIPPED = 0x27d4eb2f;
const CLASS = 0x5bd1e995;
const FIRST = 0x1b873593;

/** What a token says by what stands before it: carried along a text. */
export class ContextFeatures {
  readonly #classes: WordClasses;
  #isFirst = true;
  #nth = 0;
  #last = 0;
  #lastButOne = 0;
  /** Words of a class that were seen last, in a ring: what they are, and which token they were. */
  readonly #seen = new Int32Array(KEPT);
  readonly #places = new Int32Array(KEPT).fill(-1 - REACH);
  #next = 0;

  constructor(classes: WordClasses) {
    this.#classes = classes;
  }

  /** The next word is the first of a sentence, or of a line. */
  beginSentence(): void {
    this.#isFirst = true;
  }

  /** Writes the features of the next token behind those that it has. @param unit the first of it */
  write(token: Token, hash: number, unit: number): void {
    const { features } = token;
    if (this.#last !== 0) features[token.count++] = hashPair(this.#last, hash);
    if (isLetter(unit)) {
      this.#writeWord(token, hash);
      this.#isFirst = false;
    } else if (ENDS.has(unit)) this.#isFirst = true;
    this.#lastButOne = this.#last;
    this.#last = hash | 1;
    this.#nth += 1;
  }

  #writeWord(token: Token, hash: number): void {
    const { features } = token;
    if (this.#lastButOne !== 0)
      features[token.count++] = hashPair(this.#lastButOne ^ SKIPPED, hash);
    if (this.#isFirst) features[token.count++] = hashPair(FIRST, hash);
    const known = this.#classes.classOf(hash);
    if (known !== 0) this.#writeClass(token, Math.imul(known, CLASS));
  }

  #writeClass(token: Token, own: number): void {
    const { features } = token;
    features[token.count++] = own ^ (own >>> 15);
    if (this.#isFirst) features[token.count++] = hashPair(FIRST, own);
    for (let each = 0; each < KEPT; each += 1) {
      if (this.#nth - (this.#places[each] ?? 0) > REACH) continue;
      features[token.count++] = hashPair(this.#seen[each] ?? 0, own);
    }
    this.#seen[this.#next] = own;
    this.#places[this.#next] = this.#nth;
    this.#next = (this.#next + 1) % KEPT;
  }
}
