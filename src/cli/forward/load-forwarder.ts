import type { forward } from "./forward.ts";

/**
 * What the command does. In the executable it is a script of its own (scripts/parts.mjs): AWS's SDK is larger than all
 * the rest, and no other command should have to read past it.
 */
export function loadForwarder(): Promise<{ readonly forward: typeof forward }> {
  return import("./forward.ts");
}
