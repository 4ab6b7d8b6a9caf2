import type { Access, Location, PathSurface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import { toAbsolute, type Place } from "./paths.ts";

/** A line with more changes of directory than this is no one's everyday work; the later ones count from the first. */
const MAX_PLACES = 8;

const CHANGES: ReadonlySet<string> = new Set(["cd", "pushd"]);

/**
 * The directories in which the parts of a command line may run. Whether a `cd` has happened when a
 * later command runs depends on what happens before it, so a relative path is taken from each.
 */
export class Places {
  readonly #places: Place[];

  constructor(start: Place) {
    this.#places = [start];
  }

  /** Takes note of a command that changes the directory. */
  follow({ program, words }: Invocation): void {
    if (!CHANGES.has(program) || this.#places.length >= MAX_PLACES) return;
    const target = words.slice(1).find(({ value }) => !value.startsWith("-"))?.value ?? "~";
    for (const place of this.#places.slice(0, MAX_PLACES - this.#places.length)) {
      const cwd = toAbsolute(target, place);
      if (!this.#places.some((known) => known.cwd === cwd)) this.#places.push({ ...place, cwd });
    }
  }

  /** The path from every place it may be meant from, each once. */
  locate(
    named: { readonly written: string; readonly access: Access },
    at: Location,
  ): PathSurface[] {
    const paths = new Set(this.#places.map((place) => toAbsolute(named.written, place)));
    const { written, access } = named;
    return [...paths].map((path) => ({ kind: "path", written, access, path, at }));
  }
}
