import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Alternatives, Scope, Value } from "../scope.ts";
import { DIRECTORY } from "../scope.ts";

const NOWHERE: Alternatives = [[UNKNOWN]];

/** cd: `-` is where the shell was before. */
export function changeDirectory({ words }: Call, scope: Scope): void {
  const below = stackBelow(scope);
  go(toTargets(words, scope) ?? [["~"]], scope);
  keepStack(below, scope);
}

/** pushd: a directory goes on top of the stack; without one the two on top change places. */
export function pushDirectory({ words }: Call, scope: Scope): void {
  const before = current(scope);
  const [next = UNKNOWN, ...below] = stackBelow(scope);
  const turned = turn([before, next, ...below], words);
  const targets = turned === undefined ? toTargets(words, scope) : [[turned[0] ?? UNKNOWN]];
  go(targets ?? [[next]], scope);
  if (turned !== undefined) keepStack(turned.slice(1), scope);
  else keepStack(targets === undefined ? [before, ...below] : [before, next, ...below], scope);
}

/** popd: back to the one below. */
export function popDirectory(_call: Call, scope: Scope): void {
  const [next = UNKNOWN, ...below] = stackBelow(scope);
  go([[next]], scope);
  keepStack(below, scope);
}

/** `pushd +N`: the stack turns until the one at N is on top. */
function turn(stack: readonly string[], words: Call["words"]): readonly string[] | undefined {
  const [, sign, digits] = /^([+-])(\d{1,4})$/.exec(words[1]?.value ?? "") ?? [];
  if (sign === undefined) return undefined;
  const at = sign === "+" ? Number(digits) : stack.length - 1 - Number(digits);
  return [...stack.slice(at), ...stack.slice(0, Math.max(0, at))];
}

/** Undefined where no directory is named. */
function toTargets(words: Call["words"], scope: Scope): Alternatives | undefined {
  const operand = words.slice(1).find(({ value }) => value === "-" || !value.startsWith("-"));
  if (operand === undefined) return undefined;
  return operand.value === "-" ? (scope.read("OLDPWD") ?? NOWHERE) : [[operand.value]];
}

function go(targets: Alternatives, scope: Scope): void {
  scope.assignAny("OLDPWD", scope.read("PWD") ?? NOWHERE);
  const from = scope.read(DIRECTORY) ?? [[]];
  const gone = targets.flatMap((target) => from.map((items) => join(items, target.join(""))));
  scope.assignAny(DIRECTORY, gone);
  // From a directory that only the session knows, nobody knows where that is.
  if (gone.every(([path = ""]) => /^[/~]/.test(path))) scope.assignAny("PWD", gone);
  else scope.forget("PWD");
}

function join(from: Value, target: string): Value {
  return [/^[/~]/.test(target) || from.length === 0 ? target : `${from.join("")}/${target}`];
}

function current(scope: Scope): string {
  const [only, ...others] = scope.read("PWD") ?? NOWHERE;
  return others.length === 0 ? (only?.join("") ?? UNKNOWN) : UNKNOWN;
}

/** What is on the stack below the directory that the shell is in. */
function stackBelow(scope: Scope): readonly string[] {
  const [only, ...others] = scope.read("DIRSTACK") ?? [[]];
  return others.length === 0 ? (only?.slice(1) ?? []) : [UNKNOWN];
}

function keepStack(below: readonly string[], scope: Scope): void {
  scope.assign("DIRSTACK", [current(scope), ...below]);
}
