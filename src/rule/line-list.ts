import type { RuleList } from "../model/bundle.ts";

/** Rules of which each stands in a line of its own, read when it is asked for. */
export class LineList<R> implements RuleList<R> {
  readonly length: number;
  readonly #read: (position: number) => R;
  readonly #known = new Map<number, R>();

  /** @param read The rule at a position from 0; its errors come out where the rule is asked for. */
  constructor(length: number, read: (position: number) => R) {
    this.length = length;
    this.#read = read;
  }

  at(position: number): R | undefined {
    if (position < 0 || position >= this.length) return undefined;
    const known = this.#known.get(position);
    if (known !== undefined) return known;
    const rule = this.#read(position);
    this.#known.set(position, rule);
    return rule;
  }

  *[Symbol.iterator](): Iterator<R> {
    for (let position = 0; position < this.length; position += 1) yield this.#read(position);
  }
}
