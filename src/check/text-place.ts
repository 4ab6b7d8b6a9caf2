import type { TextSurface } from "../model/action.ts";
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

/** The file that a finding stands in, where the event only names it. */
export function inFile({ role, path }: TextSurface): { readonly path?: string } {
  return role === "file" && path !== undefined ? { path } : {};
}
