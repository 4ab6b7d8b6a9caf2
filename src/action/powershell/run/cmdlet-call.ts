import type { Cmdlet } from "./cmdlets.ts";
import { COMMON_VALUED } from "./cmdlets.ts";
import type { CmdletCall } from "./effect.ts";
import { findEffect, runBlocks } from "./effects.ts";
import { toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** Tells a cmdlet with its parameters by their full names, and what it does. @returns what it hands on. */
export function runCmdlet(given: CmdletCall, cmdlet: Cmdlet): Value {
  const { name, bound, run } = given;
  const input = given.input ?? bound.values.get("InputObject");
  const call = { ...given, input };
  run.engine.tell({ words: [name, ...toWords(call, cmdlet)], input }, run);
  const blocks = runBlocks(call);
  // It only says what it would do.
  if (bound.switches.has("WhatIf")) return UNKNOWN_VALUE;
  const value = findEffect(name)?.(call) ?? UNKNOWN_VALUE;
  return BLOCK_VALUED.has(name) && value === UNKNOWN_VALUE ? blocks : value;
}

/** What they hand on is what their blocks give. */
const BLOCK_VALUED = new Set(["foreach-object", "invoke-command", "start-job"]);

function toWords({ bound }: CmdletCall, { positional }: Cmdlet): readonly string[] {
  const named = [...bound.values].filter(
    ([name]) => !positional.includes(name) && !COMMON_VALUED.some((each) => each === name),
  );
  const operands = positional.flatMap((name) => bound.values.get(name) ?? []);
  return [
    ...[...bound.switches].map((name) => `-${name}`),
    ...named.flatMap(([name, value]) => [
      `-${name}`,
      toItems(value)
        .map((item) => toText(item))
        .join(","),
    ]),
    ...operands
      .flatMap(toItems)
      .filter(({ kind }) => kind !== "block")
      .map((value) => toText(value)),
  ];
}
