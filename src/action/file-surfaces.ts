import type { Location, Surface } from "../model/action.ts";
import { type ActionContext, toPathSurface } from "./context.ts";
import { keepLines, type ShowsLine } from "./shown-lines.ts";

/** A file to be read, where the event names it, and which of its lines are shown. */
interface FileReading {
  readonly written: string;
  readonly at: Location;
  readonly shows?: ShowsLine | undefined;
}

/** A file that is about to be read, by the agent or by the host: its path, and what stands in it. */
export function fileSurfaces(
  { written, at, shows }: FileReading,
  context: ActionContext,
): Surface[] {
  const path = toPathSurface(context, { written, access: "read", at });
  // Of a long file only the start is judged here; what the tool really reads of it comes by again, as its answer.
  const file = context.machine.readText(path.path);
  if (file === undefined) return [path];
  return [
    path,
    { kind: "text", role: "file", text: keepLines(file.text, shows), path: path.path, at },
  ];
}
