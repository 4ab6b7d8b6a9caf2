import type { TextSurface } from "../../model/action.ts";

/** What stands before and behind a text, and may say what a value in it is. */
export interface Surrounding {
  readonly before: string;
  readonly after: string;
}

const NOTHING: Surrounding = { before: "", after: "" };

/** A longer text says by itself what its values are. */
const MAX_VALUE = 256;

/**
 * What the text stands beside: its line in the file that it goes into, or the name that it stands under, for a string
 * that a tool has answered as its JSON would have it.
 */
export function surroundingOf({ around, role, text, slot }: TextSurface): Surrounding {
  if (around !== undefined) return around;
  if (role !== "output" || text.length > MAX_VALUE) return NOTHING;
  const key = slot?.findLast((part) => typeof part === "string");
  if (key === undefined || !/^[\w.-]{2,64}$/.test(key)) return NOTHING;
  return { before: `"${key}": "`, after: '"' };
}
