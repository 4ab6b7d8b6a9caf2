import type { Surface, TextRole, TextSurface } from "../model/action.ts";
import type { Span } from "../model/finding.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";
import { MAX_CONTENT_LENGTH, showContents } from "./shown-contents.ts";

const CONTENT: ReadonlySet<TextRole> = new Set(["written", "file", "output", "prompt"]);

const MAX_TEXTS = 32;

/** Once so much of them is shown, the others are told by size and keyed hash. */
const MAX_SHOWN_BYTES = 256 * 1024;

/**
 * The contents that the event carries or touches outside the tool's input: size and keyed hash of
 * each, so that what was read here can be matched with what was written there; the text too where it may be shown. At
 * most 32.
 */
export function listTexts(account: Account, cleaner: Cleaner): JsonObject | undefined {
  const contents = (account.action?.surfaces ?? []).filter(isContent);
  if (contents.length === 0) return undefined;
  const show = toShow(account, cleaner);
  const listed = contents.slice(0, MAX_TEXTS).map((surface): Json => {
    const { role, at, path, text } = surface;
    const place = { role, field: cleaner.field(at.field), path: cleaner.path(path) };
    return Object.assign(place, show(surface), cleaner.withhold(text));
  });
  return { texts: listed, texts_unlisted: Math.max(0, contents.length - MAX_TEXTS) || undefined };
}

function isContent(surface: Surface): surface is TextSurface {
  if (surface.kind !== "text" || !CONTENT.has(surface.role)) return false;
  // The tool's input is redacted in its own shape.
  return surface.slot?.[0] !== "tool_input";
}

/** What the record has of a text besides size and keyed hash. */
function toShow(account: Account, cleaner: Cleaner): (surface: TextSurface) => JsonObject {
  const contents = showContents(account);
  if (contents === undefined) return () => ({});
  const spans = (account.verdict?.findings ?? []).flatMap(({ span }) => span ?? []);
  let left = MAX_SHOWN_BYTES;
  return (surface) => {
    if (!contents.hasText(surface)) return {};
    const shown = cleaner.text(surface.text, spansIn(surface, spans), MAX_CONTENT_LENGTH);
    left -= Buffer.byteLength(JSON.stringify(shown));
    if (left < 0) return {};
    return isObject(shown) ? { text: shown["text"] } : { text: shown };
  };
}

/** The stretches to be masked in a text that stands in the event as it is. */
function spansIn({ slot }: TextSurface, spans: readonly Span[]): readonly Span[] {
  const key = JSON.stringify(slot);
  return slot === undefined ? [] : spans.filter((span) => JSON.stringify(span.slot) === key);
}
