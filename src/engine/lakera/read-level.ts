import type { Json } from "../../model/json.ts";
import type { LakeraLevel } from "../../model/engine.ts";

/** Both spellings of how sure Lakera is; 1 is the surest. */
const LEVELS: Readonly<Record<string, LakeraLevel>> = {
  l1: 1,
  l2: 2,
  l3: 3,
  l4: 4,
  l5: 5,
  l1_confident: 1,
  l2_very_likely: 2,
  l3_likely: 3,
  l4_less_likely: 4,
  l5_unlikely: 5,
};

/** @returns `undefined` for a word that is no level */
export function readLevel(word: Json): LakeraLevel | undefined {
  if (typeof word !== "string") return undefined;
  const folded = word.toLowerCase();
  return Object.hasOwn(LEVELS, folded) ? LEVELS[folded] : undefined;
}
