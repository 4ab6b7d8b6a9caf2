import type { Location, TextSurface } from "../../model/action.ts";
import type { RuleMeta } from "../../model/rule.ts";
import { describePlace } from "../text-place.ts";

/** What is told of a secret besides its rule: where it stands, who has it, what to do. Never the secret. */
export interface SecretAccount {
  readonly why: string;
  readonly instead: string;
  readonly seen: boolean;
}

/** A name that says nothing but which file it is. */
const PLAIN_NAME = /^\.?[A-Za-z_-]{1,24}[0-9]{0,4}(?:\.[A-Za-z0-9]{1,10}){0,2}$/;

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

function describePosition({ path, role }: TextSurface, { line, column }: Location): string {
  if (line === undefined || column === undefined) return "";
  const name = role === "file" ? fileName(path) : "";
  return ` (${name}line ${line}, column ${column})`;
}

function fileName(path = ""): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return PLAIN_NAME.test(name) ? `${name}, ` : "";
}
