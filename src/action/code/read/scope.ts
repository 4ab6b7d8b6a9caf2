import type { Value } from "../value.ts";

/** What is known of the code's variables. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #values = new Map<string, Value>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#parent?.get(name);
  }

  /** Where the variable is, or else here. */
  set(name: string, value: Value): void {
    const owner = this.#ownerOf(name) ?? this;
    owner.#values.set(name, value);
  }

  /** Here, whatever is outside. */
  declare(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  #ownerOf(name: string): Scope | undefined {
    if (this.#values.has(name) || this.#parent === undefined)
      return this.#values.has(name) ? this : undefined;
    return this.#parent.#ownerOf(name);
  }
}
