import { UNKNOWN } from "../../model/invocation.ts";

/** Longer than any name that a forge, a cloud or a cluster takes. */
const MAX_PART_UNITS = 256;

/** Words that part a resource's name. One of them inside a part would make it look like another resource. */
const JOINTS = new Set(
  "repos branches tags refs pull-requests issues releases workflows clusters namespaces databases hosts".split(
    " ",
  ),
);

/**
 * One part of a resource's name: a branch, a repository, a service. What could pass for more than one part, or
 * is a pattern, is not known.
 */
export function toPart(value: string | undefined): string {
  if (value === undefined || value === "" || value.length > MAX_PART_UNITS) return UNKNOWN;
  const part = value.replaceAll("*", UNKNOWN);
  return part.split("/").some((segment) => JOINTS.has(segment)) ? UNKNOWN : part;
}

/** A part of an ARN: no colon and nothing like an ARN's own start in it. */
export function toArnPart(value: string | undefined): string {
  const part = toPart(value);
  return part.includes(":") ? UNKNOWN : part;
}

/** The name of an operation as a program's words give it: nothing but what such names are made of. */
export function toNamePart(value: string | undefined): string {
  return value !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value) ? value : UNKNOWN;
}
