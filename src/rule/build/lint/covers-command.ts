import type { CommandPattern, GlobSet } from "../../../model/rule.ts";
import { isGlob } from "../../glob.ts";
import { globsCover, sequenceCovers } from "./glob-covers.ts";

/** Whether it is certain that `wide` matches every command that `narrow` does. A `false` proves nothing. */
export function commandCovers(wide: CommandPattern, narrow: CommandPattern): boolean {
  const { programs, flags, without, operands, source: _, ...rest } = wide;
  return (
    (programs.length === 0) === (narrow.programs.length === 0) &&
    globsCover(programs, narrow.programs) &&
    flags.every((set) => narrow.flags.some((own) => flagsCover(set, own))) &&
    without.every((flag) => narrow.without.includes(flag)) &&
    sequenceCovers(operands, narrow.operands, { isAnyNumber, covers: globsCover }) &&
    restCovers(rest, narrow)
  );
}

function isAnyNumber(alternatives: GlobSet): boolean {
  return alternatives.length === 1 && alternatives[0] === "**";
}

/** Whether a flag that is one of `narrow` is one of `wide`: the same, or the same with a value. */
function flagsCover(wide: GlobSet, narrow: GlobSet): boolean {
  return narrow.every((flag) =>
    wide.some((other) => other === flag || (!isGlob(other) && flag.startsWith(`${other}=`))),
  );
}

/** Whatever else the wide one asks for, the narrow one asks for just so. */
function restCovers(wide: object, narrow: object): boolean {
  const given = new Map(Object.entries(narrow));
  return Object.entries(wide).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(given.get(key)),
  );
}
