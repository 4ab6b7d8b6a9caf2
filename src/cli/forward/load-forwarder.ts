/**
 * What the command does. In the executable it is a script of its own (scripts/parts.mjs): AWS's SDK is larger than all
 * the rest, and no other command should have to read past it.
 */
export function loadForwarder(): Promise<typeof import("./forward.ts")> {
  return import("./forward.ts");
}
