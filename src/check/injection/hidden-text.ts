import { findBidi } from "./find-bidi.ts";
import { findConcealed } from "./find-concealed.ts";
import { findTags } from "./find-tags.ts";
import { findVariationSelectors } from "./find-variation-selectors.ts";
import { findZeroWidth } from "./find-zero-width.ts";

/** A stretch of text that a person does not see, or sees in another order. Offsets are UTF-16 units. */
export interface HiddenStretch {
  readonly start: number;
  readonly end: number;
  /** What it is, for the message: `Unicode tags`. */
  readonly kind: string;
  /** What it says, when that can be read. */
  readonly reads: string;
  /** Ordinary text can have it too. */
  readonly isDoubtful?: true;
}

/** Every hidden stretch in the text, by kind. Costs one test when the text has no such character. */
export function findHiddenText(text: string): readonly HiddenStretch[] {
  const concealed = text.includes("\u001B[") ? findConcealed(text) : [];
  if (!/\p{Default_Ignorable_Code_Point}/u.test(text)) return concealed;
  return [
    ...concealed,
    ...findTags(text),
    ...findZeroWidth(text),
    ...findVariationSelectors(text),
    ...findBidi(text),
  ];
}
