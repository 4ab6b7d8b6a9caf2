import { operationsOf } from "../../action/operation/operations-of.ts";
import type { Action } from "../../model/action.ts";
import type { Machine } from "../../model/check.ts";
import { showUnknown } from "./clip.ts";

/** A call in the words that permissions are written in: one line an operation, each once. */
export function formatOperations(action: Action, machine: Machine): string[] {
  const placed = operationsOf(action, machine).flatMap(({ operations }) => operations);
  const lines = placed.map(({ name, resources }) => `${name} on ${resources.join(" or ")}`);
  return [...new Set(lines)].map((line) => `            means    ${showUnknown(line)}`);
}
