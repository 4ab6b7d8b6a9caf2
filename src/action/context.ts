import type { Location, PathSurface, Slot, TextSurface } from "../model/action.ts";
import type { Access, TextRole } from "../model/action.ts";
import type { Machine } from "../model/check.ts";
import { locatePath, type Place } from "./paths.ts";

/** What a mapping needs besides the call itself. */
export interface ActionContext {
  readonly place: Place;
  readonly machine: Machine;
  /** Collects what could not be understood; see `Coverage`. */
  readonly gaps: string[];
}

export function toLocation(slot: Slot): Location {
  return { field: slot.join(".") };
}

export function toPathSurface(
  context: ActionContext,
  path: { readonly written: string; readonly access: Access; readonly at: Location },
): PathSurface {
  return { kind: "path", ...path, ...locatePath(path.written, context.place) };
}

/** A string that stands verbatim in the event. */
export function toTextSurface(role: TextRole, text: string, slot: Slot): TextSurface {
  return { kind: "text", role, text, slot, at: toLocation(slot) };
}
