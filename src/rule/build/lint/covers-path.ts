import { prepareGlob } from "../../match-path.ts";
import { globCovers, sequenceCovers } from "./glob-covers.ts";

/**
 * Whether it is certain that `wide` names every path that `narrow` does, as written or as a glob. A
 * `false` proves nothing. Both are folded.
 */
export function pathCovers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  const [a, b] = [prepareGlob(wide), prepareGlob(narrow)];
  // What stands behind `**` is asked for more closely by a path that is a glob itself (match-path.ts).
  const floats = a.segments.slice(0, -1).includes("**");
  if (floats || a.inHome !== b.inHome) return false;
  return sequenceCovers(a.segments, b.segments, {
    isAnyNumber: (segment) => segment === "**",
    covers: globCovers,
  });
}
