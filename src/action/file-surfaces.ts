import type { Location, Surface } from "../model/action.ts";
import { type ActionContext, toPathSurface } from "./context.ts";

/** A file that is about to be read, by the agent or by the host: its path, and what stands in it. */
export function fileSurfaces(written: string, at: Location, context: ActionContext): Surface[] {
  const path = toPathSurface(context, { written, access: "read", at });
  // Of a long file only the start is judged here; what the tool really reads of it comes by again, as its answer.
  const file = context.machine.readText(path.path);
  if (file === undefined) return [path];
  return [path, { kind: "text", role: "file", text: file.text, path: path.path, at }];
}
