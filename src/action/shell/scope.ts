import type { Feed } from "../../model/invocation.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import { MAX_ALTERNATIVES, MAX_ITEMS } from "./bounds.ts";

/** A variable's value: one item for a scalar, any number for an array. Items may hold `UNKNOWN`. */
export type Value = readonly string[];

/** The values that a variable may have at one place of the line. */
export type Alternatives = readonly Value[];

/** The key of the positional parameters, as an array. */
export const POSITIONAL = "@";

/** The key of the directory that the line has gone to, from the session's own. */
export const DIRECTORY = "/";

/** A variable; or a standard input, whose value is what `exec` has put in its place (node/input.ts). */
export type Key = string | Feed;

const NOTHING_KNOWN: Alternatives = [[UNKNOWN]];

/** What the line defines, whichever branch does: aliases by name, files by path. */
export interface Definitions {
  readonly aliases: Map<string, string>;
  /** What the line itself has written, by the path as written; `<(…)` by its own text. */
  readonly files: Map<string, string>;
  /** Programs that the line has copied or linked: their old path, by the new one as `files` has it. */
  readonly copies: Map<string, string>;
  /** Inputs that `exec` has made: the one in whose place each has come. */
  readonly inputs: Map<Feed, Feed>;
  /** Names that are, or were somewhere, references to other variables (`declare -n`). */
  readonly references: Set<string>;
}

/** References to references, at most. */
const MAX_REFERENCES = 8;

/** Under which a reference keeps the name that it stands for: no variable has such a name. */
const toReference = (name: string): string => `&${name}`;

/** What is known of the variables at one place of the line: a chain of overlays, one a branch. */
export class Scope {
  readonly definitions: Definitions;
  readonly #parent: Scope | undefined;
  readonly #values = new Map<Key, Alternatives>();

  constructor(definitions: Definitions, parent?: Scope) {
    this.definitions = definitions;
    this.#parent = parent;
  }

  /** A scope whose assignments stay its own until they are merged. */
  fork(): Scope {
    return new Scope(this.definitions, this);
  }

  /** Undefined when the line has not said: the variable is unset or comes from the environment. */
  read(name: Key): Alternatives | undefined {
    return this.#readOwn(this.resolve(name));
  }

  #readOwn(name: Key): Alternatives | undefined {
    // oxlint-disable-next-line typescript/no-this-alias
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#parent) {
      const values = scope.#values.get(name);
      if (values !== undefined) return values;
    }
    return undefined;
  }

  assign(name: Key, value: Value): void {
    this.assignAny(name, [value]);
  }

  assignAny(name: Key, values: Alternatives): void {
    const kept =
      values.length <= MAX_ALTERNATIVES && values.every((each) => each.length <= MAX_ITEMS);
    const target = this.resolve(name);
    if (this.#isOpen(target)) this.#values.set(toReference(target), values);
    else this.#values.set(target, kept ? values : NOTHING_KNOWN);
  }

  /** A reference that stands for nothing yet gets the name of what it stands for. */
  #isOpen(name: Key): name is string {
    if (typeof name !== "string" || !this.definitions.references.has(name)) return false;
    return this.#readOwn(toReference(name))?.length === 0;
  }

  /** Makes a name a reference: to `target`, to what is assigned to it next (`""`), or none any more. */
  refer(name: string, target: string | undefined): void {
    this.definitions.references.add(name);
    const value = target === undefined ? [[name]] : target === "" ? [] : [[target]];
    this.#values.set(toReference(name), value);
  }

  /** The variable that a name stands for: itself, where it is no reference. */
  resolve(name: Key): Key {
    const { references } = this.definitions;
    let target = name;
    for (let left = MAX_REFERENCES; left > 0 && references.size > 0; left -= 1) {
      if (typeof target !== "string" || !references.has(target)) return target;
      const [next] = this.#readOwn(toReference(target))?.[0] ?? [];
      if (next === undefined || next === target) return target;
      target = next;
    }
    return target;
  }

  addAlternative(name: string, value: Value): void {
    this.assignAny(name, unite(this.read(name) ?? [], [value]));
  }

  forget(name: string): void {
    this.#values.set(this.resolve(name), NOTHING_KNOWN);
  }

  /**
   * Takes over what forks of this scope have assigned. `exhaustive`: one of the forks surely ran,
   * so what was known before holds only where a fork left it alone.
   * @returns whether a variable that was known before has got another value.
   */
  merge(forks: readonly Scope[], exhaustive: boolean): boolean {
    let changed = false;
    for (const name of new Set(forks.flatMap((fork) => [...fork.#values.keys()]))) {
      const before = this.read(name);
      const after = forks.reduce<Alternatives>(
        (all, fork) => unite(all, fork.read(name) ?? []),
        exhaustive ? [] : (before ?? []),
      );
      changed ||= before !== undefined && unite(before, after).length > before.length;
      this.assignAny(name, after);
    }
    return changed;
  }
}

function unite(left: Alternatives, right: Alternatives): Alternatives {
  if (left === right || left.length > MAX_ALTERNATIVES) return left;
  const united = [...left];
  for (const value of right) {
    if (!united.some((known) => isSame(known, value))) united.push(value);
  }
  return united;
}

function isSame(left: Value, right: Value): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
