import type { Location, TextSurface } from "../model/action.ts";
import type { Outcome } from "../model/finding.ts";

/** What can be masked in a tool's output is masked there, and need not stop anything. */
export function outcomeIn(surface: TextSurface, wanted: Outcome): Outcome {
  const canMask = surface.role === "output" && surface.slot !== undefined;
  return canMask && wanted !== "allow" ? "warn" : wanted;
}

/** Where a text stands, as the end of a sentence. */
export function describePlace(surface: TextSurface): string {
  switch (surface.role) {
    case "written":
      return "in what would be written";
    case "command":
      return "in the command";
    case "prompt":
      return "in the prompt";
    case "argument":
      return "in an argument of the tool";
    case "file":
      return "in the file to be read";
    case "output":
      return "in the tool's output";
  }
}

/** A name that says nothing but which file it is. */
const PLAIN_NAME = /^\.?[A-Za-z_-]{1,24}[0-9]{0,4}(?:\.[A-Za-z0-9]{1,10}){0,2}$/;

/** Line and column in brackets, with the name of a file that is to be read; nothing where they are not known. */
export function describePosition({ path, role }: TextSurface, { line, column }: Location): string {
  if (line === undefined || column === undefined) return "";
  const name = role === "file" ? fileName(path) : "";
  return ` (${name}line ${line}, column ${column})`;
}

function fileName(path = ""): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return PLAIN_NAME.test(name) ? `${name}, ` : "";
}

/** The file that a finding stands in, where the event only names it. */
export function inFile({ role, path }: TextSurface): { readonly path?: string } {
  return role === "file" && path !== undefined ? { path } : {};
}
