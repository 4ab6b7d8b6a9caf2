import type { TextRole, TextSurface } from "../../model/action.ts";
import { EngineFailure } from "../engine-failure.ts";

/** What each piece has in common with the one before, so that what lies over the cut is seen whole by one of them. */
const OVERLAP_UNITS = 500;

/** More questions than this about one event are not asked: they would not be answered in time. */
const MAX_CHUNKS = 24;

/** What stands between texts that are asked about together. */
const BETWEEN = "\n\n";

/** A piece of a text in a chunk; UTF-16 units. */
export interface Piece {
  /** The texts that it is of, all of them alike; at least one. */
  readonly surfaces: readonly TextSurface[];
  /** Where in them it begins. */
  readonly start: number;
  /** Where in the chunk it begins, and how long it is. */
  readonly offset: number;
  readonly length: number;
}

/** What is asked about at once: short texts of one role together, a long one in pieces. */
export interface Chunk {
  readonly text: string;
  readonly role: TextRole;
  readonly pieces: readonly Piece[];
}

/**
 * The texts as a service is asked about them, each only once, blank ones not at all.
 *
 * @throws EngineFailure when they are too long: what nobody looks at must not pass as looked at
 */
export function chunkTexts(surfaces: readonly TextSurface[], units: number): readonly Chunk[] {
  const asked = surfaces.filter(({ text }) => text.trim() !== "");
  const byRole = Map.groupBy(asked, ({ role }) => role);
  const chunks = [...byRole].flatMap(([role, same]) => {
    const alike = Map.groupBy(same, ({ text }) => text);
    return chunkRole(role, [...alike], units);
  });
  if (chunks.length <= MAX_CHUNKS) return chunks;
  throw new EngineFailure(`the texts are too long for ${MAX_CHUNKS} questions of ${units} units`);
}

type SameTexts = readonly [text: string, surfaces: readonly TextSurface[]];

function chunkRole(role: TextRole, texts: readonly SameTexts[], units: number): Chunk[] {
  const short = texts.filter(([text]) => text.length <= units);
  const long = texts.filter(([text]) => text.length > units);
  return [
    ...long.flatMap(([text, surfaces]) => cut(text, surfaces, { role, units })),
    ...join(short, { role, units }),
  ];
}

interface Bounds {
  readonly role: TextRole;
  readonly units: number;
}

function cut(
  given: string,
  surfaces: readonly TextSurface[],
  { role, units }: Bounds,
): readonly Chunk[] {
  const text = toSendable(given);
  const chunks: Chunk[] = [];
  for (let start = 0; chunks.length <= MAX_CHUNKS;) {
    const end = beforePair(text, Math.min(start + units, text.length));
    const pieces = [{ surfaces, start, offset: 0, length: end - start }];
    chunks.push({ text: text.slice(start, end), role, pieces });
    if (end === text.length) break;
    start = beforePair(text, end - OVERLAP_UNITS);
  }
  return chunks;
}

function join(texts: readonly SameTexts[], { role, units }: Bounds): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let parts: string[] = [];
  let pieces: Piece[] = [];
  let length = 0;
  const flush = () => {
    if (pieces.length > 0) chunks.push({ text: parts.join(BETWEEN), role, pieces });
    [parts, pieces, length] = [[], [], 0];
  };
  for (const [text, surfaces] of texts) {
    if (length > 0 && length + BETWEEN.length + text.length > units) flush();
    const offset = length === 0 ? 0 : length + BETWEEN.length;
    parts.push(toSendable(text));
    pieces.push({ surfaces, start: 0, offset, length: text.length });
    length = offset + text.length;
  }
  flush();
  return chunks;
}

/** Half a surrogate pair is no character that could be sent; what stands for it is one unit long too. */
function toSendable(text: string): string {
  return text.toWellFormed();
}

/** The offset, or the one before where it would part a surrogate pair. */
function beforePair(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
