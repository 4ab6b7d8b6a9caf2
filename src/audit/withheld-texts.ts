import type { Surface, TextRole, TextSurface } from "../model/action.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Cleaner } from "./cleaner.ts";

const CONTENT: ReadonlySet<TextRole> = new Set(["written", "file", "output", "prompt"]);

const MAX_TEXTS = 32;

/**
 * The contents that the event carries or touches outside the tool's input: size and keyed hash of
 * each, so that what was read here can be matched with what was written there. At most 32.
 */
export function listWithheldTexts(
  surfaces: readonly Surface[],
  cleaner: Cleaner,
): JsonObject | undefined {
  const contents = surfaces.filter(isContent);
  if (contents.length === 0) return undefined;
  const listed = contents.slice(0, MAX_TEXTS).map(({ role, at, path, text }): Json => {
    const place = { role, field: cleaner.line(at.field), path: cleaner.path(path) };
    return Object.assign(place, cleaner.withhold(text));
  });
  return { texts: listed, texts_unlisted: Math.max(0, contents.length - MAX_TEXTS) || undefined };
}

function isContent(surface: Surface): surface is TextSurface {
  if (surface.kind !== "text" || !CONTENT.has(surface.role)) return false;
  // The tool's input is redacted in its own shape.
  return surface.slot?.[0] !== "tool_input";
}
