import type { Location, TextSurface } from "../../model/action.ts";
import type { RuleMeta } from "../../model/rule.ts";
import { describePlace, describePosition } from "../text-place.ts";

/** What is told of a secret besides its rule: where it stands, who has it, what to do. Never the secret. */
export interface SecretAccount {
  readonly why: string;
  readonly instead: string;
  readonly seen: boolean;
}

export function describeSecret(
  surface: TextSurface,
  { why, instead }: Pick<RuleMeta, "why" | "instead">,
  at: Location,
): SecretAccount {
  const seen = isSeen(surface);
  const place = `${describePlace(surface)}${describePosition(surface, at)}`;
  const knower = seen ? "; the model has it already" : "";
  return { why: `${why} ${place}${knower}`, instead: adviceFor(surface, instead, seen), seen };
}

/**
 * What the model wrote itself it has, and what failed tells it at once. A prompt that is stopped, an output that
 * is masked and a file that is not read have not come to it.
 */
function isSeen({ role, at }: TextSurface): boolean {
  if (role === "output") return at.field === "error";
  if (role === "file") return false;
  return role !== "prompt" || at.field.startsWith("tool_input");
}

function adviceFor(surface: TextSurface, instead: string, seen: boolean): string {
  if (seen) return `${instead}, and rotate it if it is real`;
  if (surface.role !== "file" || surface.isSent === true) return instead;
  return "read the other lines (Read with offset and limit, sed -n) and let the program take the value itself";
}
