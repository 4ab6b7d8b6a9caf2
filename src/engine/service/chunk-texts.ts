import type { TextRole, TextSurface } from "../../model/action.ts";
import { EngineFailure } from "../engine-failure.ts";

/** What each piece has in common with the one before, so that what lies over the cut is seen whole by one of them. */
const OVERLAP_UNITS = 500;

/** More pieces than this of one event are not asked about: they would not be answered in time. */
const MAX_CHUNKS = 24;

/** A piece of a text that is asked about by itself. */
export interface Chunk {
  readonly text: string;
  readonly role: TextRole;
  /** The texts that it is of, all of them alike. */
  readonly surfaces: readonly TextSurface[];
  /** Where in them it begins, UTF-16 units. */
  readonly start: number;
}

/**
 * The texts as a service is asked about them, each only once, blank ones not at all.
 *
 * @throws EngineFailure when they are too long: what nobody looks at must not pass as looked at
 */
export function chunkTexts(surfaces: readonly TextSurface[], units: number): readonly Chunk[] {
  const asked = surfaces.filter(({ text }) => text.trim() !== "");
  const alike = Map.groupBy(asked, ({ role, text }) => `${role} ${text}`);
  const chunks = [...alike.values()].flatMap((same) => cut(same, units));
  if (chunks.length <= MAX_CHUNKS) return chunks;
  const most = MAX_CHUNKS * (units - OVERLAP_UNITS);
  throw new EngineFailure(`the texts are too long: more than ${MAX_CHUNKS} pieces, ${most} units`);
}

function cut(surfaces: readonly TextSurface[], units: number): Chunk[] {
  const [surface] = surfaces;
  if (surface === undefined) return [];
  // Half a surrogate pair is no character that could be sent; what stands for it is one unit long too.
  const { role } = surface;
  const text = surface.text.toWellFormed();
  const chunks: Chunk[] = [];
  for (let start = 0; start < text.length && chunks.length <= MAX_CHUNKS;) {
    const end = beforePair(text, Math.min(start + units, text.length));
    chunks.push({ text: text.slice(start, end), role, surfaces, start });
    if (end === text.length) break;
    start = beforePair(text, end - OVERLAP_UNITS);
  }
  return chunks;
}

/** The offset, or the one before where it would part a surrogate pair. */
function beforePair(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
