import type { HookEvent } from "../model/event.ts";

/** Subagents have the id of the session that they work for: what one has read, all may act on. */
export function sessionOf({ sessionId }: HookEvent): string {
  return sessionId ?? "";
}
