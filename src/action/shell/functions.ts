import type { Function as ShellFunction } from "unbash";
import type { Frame } from "./frame.ts";

/** A function that the line defines, and where. */
export interface DefinedFunction {
  readonly node: ShellFunction;
  readonly frame: Frame;
}

/** The functions of one walk: their bodies are walked where they are called, or else at the end. */
export class Functions {
  readonly #byName = new Map<string, DefinedFunction>();
  readonly #uncalled = new Set<DefinedFunction>();
  readonly #running = new Set<DefinedFunction>();

  define(name: string, definition: DefinedFunction): void {
    this.#byName.set(name, definition);
    this.#uncalled.add(definition);
  }

  /** The function of that name, unless it is the one that is running: recursion adds nothing. */
  enter(name: string): DefinedFunction | undefined {
    const found = this.#byName.get(name);
    if (found === undefined || this.#running.has(found)) return undefined;
    this.#running.add(found);
    this.#uncalled.delete(found);
    return found;
  }

  leave(definition: DefinedFunction): void {
    this.#running.delete(definition);
  }

  /** One that nothing has called yet; it counts as called from now on. */
  takeUncalled(): DefinedFunction | undefined {
    const [first] = this.#uncalled;
    if (first !== undefined) this.#uncalled.delete(first);
    return first;
  }
}
