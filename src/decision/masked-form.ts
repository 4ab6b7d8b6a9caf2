import { maskCredentials } from "../mask/mask-credentials.ts";
import { maskPersonalShapes } from "../mask/mask-personal-shapes.ts";
import { maskText } from "../mask/mask-text.ts";
import type { HookEvent } from "../model/event.ts";
import { type Span, spansOf } from "../model/finding.ts";
import { readSlot } from "../model/read-slot.ts";
import type { Verdict } from "../model/verdict.ts";

/** How much is shown before and behind the first mask, in UTF-16 units. */
const AROUND = 80;

/**
 * How the call may say what it says without the personal data that it is stopped for, as a sentence: the line with the
 * masks in it. Undefined where none is the reason, or where it does not stand in the input as it is.
 */
export function maskedForm(
  { determining, findings }: Verdict,
  event: HookEvent,
): string | undefined {
  const span = determining.find(({ check, span: place }) => check === "pii" && place)?.span;
  if (span === undefined || span.slot[0] !== "tool_input") return undefined;
  const text = readSlot(event.body, span.slot);
  if (typeof text !== "string") return undefined;
  const slot = JSON.stringify(span.slot);
  const all = findings.flatMap(spansOf).filter((other) => JSON.stringify(other.slot) === slot);
  return `Masked it reads: ${JSON.stringify(excerpt(text, all, span))}.`;
}

/** What stands around a span on its line, everything that is known to be hidden masked in it. */
function excerpt(text: string, spans: readonly Span[], { start, end }: Span): string {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - AROUND, 0);
  const newline = text.indexOf("\n", end);
  const to = Math.min(newline < 0 ? text.length : newline, end + AROUND);
  const inside = spans
    .filter((span) => span.start < to && span.end > from)
    .map((span) => ({
      label: span.label,
      start: Math.max(span.start, from) - from,
      end: Math.min(span.end, to) - from,
    }));
  // A value that is part of something longer is not found, and need not be said either.
  return maskPersonalShapes(maskCredentials(maskText(text.slice(from, to), inside)));
}
