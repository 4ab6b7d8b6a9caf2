import type { Action, Surface } from "../model/action.ts";
import type { Finding } from "../model/finding.ts";
import { isHidden } from "./shown-contents.ts";

/** What may be recorded of the string in a field; what is not in the map is withheld. */
export type Recordable = "text" | "path" | "withheld";

/**
 * Which fields of the event hold something that describes the call (a command line, an argument, a
 * path, a URL) rather than content. A field that holds both is content; and one in which a secret
 * was found that does not stand there verbatim (decoded, assembled) cannot be masked in part.
 */
export function findRecordable(
  action: Action,
  findings: readonly Finding[],
): ReadonlyMap<string, Recordable> {
  const fields = new Map<string, Recordable>();
  for (const surface of action.surfaces) {
    const recordable = toRecordable(surface);
    const known = fields.get(surface.at.field);
    if (recordable !== undefined && isStricter(recordable, known))
      fields.set(surface.at.field, recordable);
  }
  for (const { at, path } of findings.filter(isHidden)) {
    // A path, or a command, is no place for what was found in the file that it names.
    if (path === undefined && fields.get(at.field) === "text") fields.set(at.field, "withheld");
  }
  return fields;
}

/** What a surface says of the field it stands in; a derived text (a file's content) says nothing. */
function toRecordable(surface: Surface): Recordable | undefined {
  if (surface.kind === "path") return "path";
  if (surface.kind === "url") return "text";
  if (surface.kind !== "text" || surface.slot === undefined) return undefined;
  return surface.role === "command" || surface.role === "argument" ? "text" : "withheld";
}

/** A command line may be a path too, so `text` takes precedence; content over both. */
function isStricter(next: Recordable, known: Recordable | undefined): boolean {
  const order = [undefined, "path", "text", "withheld"];
  return order.indexOf(next) > order.indexOf(known);
}
