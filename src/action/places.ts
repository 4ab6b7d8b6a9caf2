import type { Invocation } from "../model/invocation.ts";
import { isFixed, type LocatedPath, locatePath, toAbsolute, type Place } from "./paths.ts";

/** A relative `cd` counts from every place before it, so the places could double each time. */
const MAX_PLACES = 16;

/** A line that goes to more places than this is no one's everyday work. */
const MAX_FIXED_PLACES = 64;

/** As many places are handed on to the commands that a command starts in its own directory. */
const MAX_SCOPE_PLACES = 256;

/** As many `-C` of one command are followed. */
const MAX_OWN_PLACES = 8;

const TOO_OFTEN = "the line changes its directory too often to follow";

const CHANGES: ReadonlySet<string> = new Set(["cd", "pushd"]);

/** A directory in which a program starts another one: `env -C dir …`. */
interface Scope {
  readonly via: readonly string[];
  readonly places: readonly Place[];
}

/**
 * The directories in which the parts of a command line may run. Whether a `cd` has happened when a
 * later command runs depends on what happens before it, so a relative path is taken from each.
 */
export class Places {
  readonly #places: Place[];
  readonly #gaps: string[];
  #scope: Scope | undefined;

  /** @param gaps Is told when a place had to be left out. */
  constructor(start: readonly Place[], gaps: string[]) {
    this.#places = [...start];
    this.#gaps = gaps;
  }

  /** As far as it has come, for a script that goes on from here by ways of its own. What it drops is no gap. */
  fork(): Places {
    return new Places(this.#places, []);
  }

  /** Takes note of a command that changes the directory. */
  follow({ program, words }: Invocation): void {
    if (!CHANGES.has(program)) return;
    const target = words.slice(1).find(({ value }) => !value.startsWith("-"))?.value;
    // `cd -` goes back to where it has been.
    if (target === undefined && words.some(({ value }) => value === "-")) return;
    this.#add(target ?? "~");
  }

  /**
   * The path from every place it may be meant from, each once.
   *
   * @param own Directories that the command itself counts from: `-C dir`.
   */
  locate(written: string, invocation: Invocation, own: readonly string[]): LocatedPath[] {
    const places = isFixed(written) ? this.#places.slice(0, 1) : this.#placesOf(invocation, own);
    const paths = new Map<string, LocatedPath>();
    for (const place of places) {
      const located = locatePath(written, place);
      paths.set(located.unresolved ?? located.path, located);
    }
    return [...paths.values()];
  }

  /** Takes note that a command starts its own commands in another directory. */
  enter(invocation: Invocation, own: readonly string[]): void {
    if (own.length === 0) return;
    if (own.length > MAX_OWN_PLACES) this.#noteDropped();
    const via = [...invocation.via, invocation.program];
    const places = this.#placesOf(invocation, own);
    if (places.length > MAX_SCOPE_PLACES) this.#noteDropped();
    this.#scope = { via, places: places.slice(0, MAX_SCOPE_PLACES) };
  }

  #placesOf({ via }: Invocation, own: readonly string[]): readonly Place[] {
    const scope = this.#scope;
    const isInside = scope?.via.every((label, at) => via[at] === label) === true;
    const outer = isInside && scope !== undefined ? scope.places : this.#places;
    if (own.length === 0) return outer;
    return [...outer, ...outer.flatMap((place) => movedTo(place, own))];
  }

  #add(target: string): void {
    const limit = isFixed(target) ? MAX_FIXED_PLACES : MAX_PLACES;
    const bases = isFixed(target) ? this.#places.slice(0, 1) : [...this.#places];
    for (const base of bases) {
      const cwd = toAbsolute(target, base);
      if (this.#places.some((known) => known.cwd === cwd)) continue;
      if (this.#places.length < limit) this.#places.push({ ...base, cwd });
      else this.#noteDropped();
    }
  }

  #noteDropped(): void {
    if (!this.#gaps.includes(TOO_OFTEN)) this.#gaps.push(TOO_OFTEN);
  }
}

/** Each counts from the one before it, as in `tar -C a x -C b y`. */
function movedTo(place: Place, own: readonly string[]): Place[] {
  let cwd = place.cwd;
  return own.slice(0, MAX_OWN_PLACES).map((target) => {
    cwd = toAbsolute(target, { home: place.home, cwd });
    return { home: place.home, cwd };
  });
}
