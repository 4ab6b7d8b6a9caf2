import { findStrings, type FoundString } from "../action/strings.ts";
import { applySpans } from "../mask/apply-spans.ts";
import type { HookEvent } from "../model/event.ts";
import type { Json } from "../model/json.ts";

/**
 * Keys whose value tells the shape of an answer (`{"type":"text", …}`). Another value there would
 * make the host ignore our answer and show the original.
 */
const SHAPE_KEYS: ReadonlySet<unknown> = new Set(["type", "status", "mode", "kind", "mimeType"]);

/** A value too short and too plain to tell the model anything. */
const PLAIN_WORD = /^[A-Za-z][\w/.+-]{0,39}$/;

/** The tool's answer in its own shape, its text gone; the reason stands where the first text was. */
export function withholdOutput(event: HookEvent, reason: string): Json {
  const texts = findStrings(event.response, ["tool_response"]).filter((found) => !isShape(found));
  const spans = texts.map(({ slot, text }, index) => ({
    slot,
    start: 0,
    end: text.length,
    label: index === 0 ? `[${reason}]` : "[withheld by Toolgate]",
  }));
  return applySpans(event.body, spans)["tool_response"] ?? null;
}

function isShape({ text, slot }: FoundString): boolean {
  return SHAPE_KEYS.has(slot[slot.length - 1]) && PLAIN_WORD.test(text);
}
