import type { Run } from "./run.ts";
import { NONE, UNKNOWN_VALUE, type Value } from "./value.ts";

/**
 * Runs a script block.
 * @param given what it is given as `$_`, of which each item is one; and, for `$args` and the block's own parameters, the same.
 */
export function runBlock(
  block: Extract<Value, { kind: "block" }>,
  run: Run,
  given: readonly Value[] = [],
): Value {
  const { session, engine } = run;
  const before = session.read("_") ?? UNKNOWN_VALUE;
  session.assignAny("_", given.length === 0 ? [UNKNOWN_VALUE] : given);
  session.assign("args", { kind: "list", items: given });
  const isMade = block.body.length === 0 && block.text.trim() !== "";
  const value = isMade ? engine.runText(block.text, run) : engine.runBody(block.body, run);
  session.assignAny("_", [before]);
  return value;
}

/** Runs a block, or the text that a value may be: what `&`, `Invoke-Command` and the like are given. */
export function runValue(value: Value | undefined, run: Run, given: readonly Value[] = []): Value {
  return value?.kind === "block" ? runBlock(value, run, given) : NONE;
}
