import type { PathSurface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import type { LocatedPath } from "./paths.ts";

/** As many links of one line are followed. */
const MAX_LINKS = 16;

interface Link {
  readonly from: string;
  readonly to: string;
}

/** Symbolic links that the line itself makes: on the disk they are not yet there when it is judged. */
export class LineLinks {
  readonly #links: Link[] = [];

  /** Takes note of `ln -s target link`. */
  note({ program, words }: Invocation, locate: (written: string) => LocatedPath[]): void {
    if (program !== "ln" && program !== "gln") return;
    const operands = words.slice(1).filter(({ value }) => !value.startsWith("-"));
    const [target, link, ...more] = operands.map(({ value }) => value);
    if (target === undefined || link === undefined || more.length > 0) return;
    for (const { path: from } of locate(link)) {
      for (const { path: to } of locate(target)) {
        if (from !== to && this.#links.length < MAX_LINKS) this.#links.push({ from, to });
      }
    }
  }

  /** What a path means by way of the links that were made before. To delete a link deletes nothing else. */
  through(surface: PathSurface): PathSurface[] {
    const { path, written, access } = surface;
    return this.#links.flatMap(({ from, to }) => {
      const isBelow = path.startsWith(`${from}/`);
      const isItself = path === from && (access !== "delete" || written.endsWith("/"));
      if (!isBelow && !isItself) return [];
      return { ...surface, path: `${to === "/" ? "" : to}${path.slice(from.length)}` || "/" };
    });
  }
}
