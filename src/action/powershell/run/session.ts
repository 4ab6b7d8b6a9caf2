import { MAX_ALTERNATIVES } from "../../shell/bounds.ts";
import type { Statement } from "../syntax.ts";
import { UNKNOWN_VALUE, type Value } from "./value.ts";

/** Values of one variable that a pipeline is walked with, one after the other. */
const MAX_VARIANTS = 4;

/** Keys of what a function was called with by name, and of what stood behind a parameter that may be a switch. */
export const NAMED = " named";
export const DOUBTFUL = " doubtful";

interface Definition {
  readonly body: readonly Statement[];
}

/** What a source defines: variables, functions and aliases, all by names in lower case. */
export class Session {
  readonly aliases = new Map<string, string>();
  readonly #variables = new Map<string, readonly Value[]>();
  readonly #functions = new Map<string, Definition>();
  readonly #uncalled = new Set<Definition>();
  readonly #running = new Set<Definition>();
  /** Inside something that may not run. */
  #doubts = 0;
  #variant = 0;
  #width = 1;

  /** Undefined when the source has not said. */
  read(name: string): Value | undefined {
    const values = this.#variables.get(name);
    if (values === undefined) return undefined;
    this.#width = Math.max(this.#width, values.length);
    return values[this.#variant % values.length];
  }

  assign(name: string, value: Value): void {
    this.assignAll(name, [value]);
  }

  /** As `assign`, for a value that is one of these. */
  assignAll(name: string, values: readonly Value[]): void {
    const before = this.#doubts > 0 ? (this.#variables.get(name) ?? []) : [];
    this.assignAny(name, [...before, ...values.filter((value) => !before.includes(value))]);
  }

  /** One of these, each as good as the other. */
  assignAny(name: string, values: readonly Value[]): void {
    const kept = values.length > 0 && values.length <= MAX_ALTERNATIVES;
    this.#variables.set(name, kept ? values : [UNKNOWN_VALUE]);
  }

  /** What is assigned meanwhile may not be. */
  doubt<T>(run: () => T): T {
    this.#doubts += 1;
    const result = run();
    this.#doubts -= 1;
    return result;
  }

  /** Runs it once for each value that a variable read in it may have. Inside another such run it is run once. */
  vary(run: () => Value): Value {
    if (this.#variant > 0) return run();
    const outer = this.#width;
    this.#width = 1;
    const first = run();
    const width = Math.min(this.#width, MAX_VARIANTS);
    for (this.#variant = 1; this.#variant < width; this.#variant += 1) run();
    this.#variant = 0;
    this.#width = outer;
    return first;
  }

  define(name: string, body: readonly Statement[]): void {
    const definition = { body };
    this.#functions.set(name, definition);
    this.#uncalled.add(definition);
  }

  /** Runs the body of the function of that name; undefined where there is none, or it is running already. */
  call(name: string, run: (body: readonly Statement[]) => Value): Value | undefined {
    const definition = this.#functions.get(name);
    if (definition === undefined) return undefined;
    if (this.#running.has(definition)) return UNKNOWN_VALUE;
    this.#uncalled.delete(definition);
    this.#running.add(definition);
    const value = run(definition.body);
    this.#running.delete(definition);
    return value;
  }

  /** The body of a function that nothing has called; it counts as called from now on. */
  takeUncalled(): readonly Statement[] | undefined {
    const [first] = this.#uncalled;
    if (first !== undefined) this.#uncalled.delete(first);
    return first?.body;
  }
}
