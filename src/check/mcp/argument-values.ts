import { isArray, isObject, type Json, type JsonObject } from "../../model/json.ts";

/** A value that an argument's path leads to. */
export interface ArgumentValue {
  readonly value: Json;
  /** Its keys are spelled as the rule spells them. */
  readonly isExact: boolean;
}

/** What stands under an argument's path. */
export interface ArgumentValues {
  /** Without those that are null, which is what hosts send for an argument that is not given. */
  readonly values: readonly ArgumentValue[];
  /** Something on the way is of another kind than the path says: what the server makes of it is not known. */
  readonly isBroken: boolean;
}

interface Step {
  readonly found: ArgumentValue[];
  isBroken: boolean;
}

/**
 * Every value that a path leads to, by whatever spelling of its keys: `file_path` and `FilePath` may be one argument
 * to a server. Linear in the input.
 */
export function findValues(input: JsonObject, path: readonly string[]): ArgumentValues {
  let step: Step = { found: [{ value: input, isExact: true }], isBroken: false };
  for (const key of path) {
    const next: Step = { found: [], isBroken: step.isBroken };
    for (const each of step.found) follow(each, key, next);
    step = next;
  }
  return { values: step.found.filter(({ value }) => value !== null), isBroken: step.isBroken };
}

function follow({ value, isExact }: ArgumentValue, key: string, next: Step): void {
  if (value === null) return;
  if (key === "*" ? !isArray(value) && !isObject(value) : !isObject(value)) {
    next.isBroken = true;
    return;
  }
  const folded = foldKey(key);
  for (const [name, item = null] of Object.entries(value)) {
    if (key === "*") next.found.push({ value: item, isExact });
    else if (name === key) next.found.push({ value: item, isExact });
    else if (foldKey(name) === folded) next.found.push({ value: item, isExact: false });
  }
}

function foldKey(key: string): string {
  return key
    .normalize("NFKC")
    .replaceAll(/[_\-\s]/g, "")
    .toLowerCase();
}
