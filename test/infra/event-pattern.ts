import { z } from "zod";

const object = z.record(z.string(), z.unknown());

/** Whether an event fits a pattern of EventBridge, as far as infra/events uses its language. */
export function fits(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((one) => fitsValue(one, event));
  const members = object.parse(pattern);
  return Object.entries(members).every(([name, inner]) => {
    if (name === "$or")
      return z
        .array(z.unknown())
        .parse(inner)
        .some((one) => fits(one, event));
    const value = object.safeParse(event).data?.[name];
    // Of an array in the event one element is enough.
    return Array.isArray(value) ? value.some((one) => fits(inner, one)) : fits(inner, value);
  });
}

function fitsValue(given: unknown, value: unknown): boolean {
  if (typeof given === "string") return given === value;
  if (typeof value !== "string") return false;
  const { prefix, wildcard } = z
    .strictObject({ prefix: z.string().optional(), wildcard: z.string().optional() })
    .parse(given);
  if (prefix !== undefined) return value.startsWith(prefix);
  const parts = (wildcard ?? "").split("*").map((part) => part.replaceAll(/\W/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
