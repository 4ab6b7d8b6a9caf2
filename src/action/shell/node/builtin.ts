import { UNKNOWN } from "../../../model/invocation.ts";
import type { ShellAssignment, ShellWord } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { blur, isUnknown, readFeed } from "../origin.ts";
import { evaluateOutput } from "../output/registry.ts";
import { findOperand, readAssignment } from "../program/options.ts";
import { trimTrailing } from "../trim.ts";
import type { Scope, Value } from "../scope.ts";
import { POSITIONAL } from "../scope.ts";
import { changeDirectory, popDirectory, pushDirectory } from "./directory.ts";

/** What a builtin of the shell does to the variables. */
type Effect = (call: Call, scope: Scope) => void;

let byName: ReadonlyMap<string, Effect> | undefined;

/** Applies what the builtin `program` does to the variables; nothing for any other program. */
export function applyBuiltin(program: string, call: Call, scope: Scope): void {
  byName ??= new Map<string, Effect>([
    ...["export", "declare", "typeset", "local", "readonly"].map(
      (name) => [name, declare] as const,
    ),
    ["unset", unset],
    ["set", setPositional],
    ["shift", shift],
    ["read", read],
    ["mapfile", readLines],
    ["readarray", readLines],
    ["printf", printToVariable],
    ["getopts", getOptions],
    ["alias", defineAlias],
    ["cd", changeDirectory],
    ["pushd", pushDirectory],
    ["popd", popDirectory],
    ["hash", hash],
  ]);
  byName.get(program)?.(call, scope);
}

function declare(call: Call, scope: Scope): void {
  const isReference = makesReferences(call);
  for (const word of call.words.slice(1)) {
    const assignment = readAssignment(word);
    if (isReference) refer(assignment ?? { name: word.value, value: NO_VALUE }, scope);
    // An array's elements were assigned when they were read.
    else if (assignment !== undefined && !assignment.value.value.startsWith("("))
      scope.assign(assignment.name, [assignment.value.value]);
  }
}

const NO_VALUE: ShellWord = { text: "", value: "", certainty: "known" };

/** `declare -n`; `export -n` only takes a variable back. */
function makesReferences({ words: [name, ...words] }: Call): boolean {
  const mayRefer = /^(?:declare|typeset|local)$/.test(name?.value ?? "");
  return mayRefer && words.some(({ value }) => /^-[a-zA-Z]*n/.test(value));
}

/** A reference to a variable; to anything else, nobody knows what it is. */
function refer({ name, value: { value: target } }: ShellAssignment, scope: Scope): void {
  if (name.startsWith("-")) return;
  if (/^(?:[A-Za-z_]\w*)?$/.test(target)) scope.refer(name, target);
  else for (const each of [name, target]) scope.forget(each);
}

function unset({ words }: Call, scope: Scope): void {
  const isReference = words.some(({ value }) => /^-[a-zA-Z]*n/.test(value));
  for (const { value } of words.slice(1)) {
    if (value.startsWith("-")) continue;
    if (isReference) scope.refer(value, undefined);
    else scope.assign(value, []);
  }
}

function setPositional({ words }: Call, scope: Scope): void {
  const at = findOperand(words, 1, { valued: ["-o"] });
  if (at < words.length || words[at - 1]?.value === "--") {
    scope.assign(POSITIONAL, toValues(words.slice(at)));
  }
}

function shift({ words }: Call, scope: Scope): void {
  const count = Number(words[1]?.value ?? 1);
  const shifted = (scope.read(POSITIONAL) ?? []).map((value) =>
    Number.isInteger(count) && !isUnknown(value.join("")) ? value.slice(count) : [UNKNOWN],
  );
  if (shifted.length > 0) scope.assignAny(POSITIONAL, shifted);
}

const READ_OPTIONS = ["-d", "-i", "-n", "-N", "-p", "-t", "-u"];

function read(call: Call, scope: Scope): void {
  const { words, feed } = call;
  const array = words.findIndex((word) => /^-[a-zA-Z]*[aA]$/.test(word.value));
  const at = findOperand(words, 1, { valued: READ_OPTIONS });
  const names = array > 0 ? [words[array + 1]?.value ?? ""] : toValues(words.slice(at));
  const lines = trimTrailing(readFeed(feed) ?? UNKNOWN, "\n").split("\n");
  const [name, ...others] = names.length > 0 ? names : ["REPLY"];
  if (name === undefined) return;
  if (array > 0) scope.assignAny(name, lines.slice(0, 64).map(splitFields));
  else if (others.length === 0)
    scope.assignAny(
      name,
      lines.slice(0, 64).map((line) => [line.trim()]),
    );
  else assignFields([name, ...others], lines, scope);
}

function assignFields(names: readonly string[], lines: readonly string[], scope: Scope): void {
  const [line] = lines;
  const fields = splitFields(line ?? "");
  for (const [index, name] of names.entries()) {
    const rest = index === names.length - 1 ? fields.slice(index).join(" ") : (fields[index] ?? "");
    scope.assign(name, [lines.length === 1 && !isUnknown(line ?? "") ? rest : blur([line ?? ""])]);
  }
}

function splitFields(line: string): Value {
  return line.split(/\s+/).filter((field) => field !== "");
}

function readLines({ words, feed }: Call, scope: Scope): void {
  const options = ["-d", "-n", "-O", "-s", "-u", "-C", "-c"];
  const name = words[findOperand(words, 1, { valued: options })]?.value ?? "MAPFILE";
  const text = (readFeed(feed) ?? UNKNOWN).replace(/\n$/, "");
  scope.assign(name, text.split("\n"));
}

function printToVariable({ words, feed }: Call, scope: Scope): void {
  const name = words[2]?.value;
  if (words[1]?.value !== "-v" || name === undefined) return;
  scope.assign(name, [evaluateOutput("printf", { words: words.slice(2), feed }, scope)]);
}

function getOptions({ words }: Call, scope: Scope): void {
  for (const name of [words[2]?.value, "OPTARG"]) if (name !== undefined) scope.forget(name);
}

function defineAlias({ words }: Call, scope: Scope): void {
  for (const word of words.slice(1)) {
    const assignment = readAssignment(word);
    if (assignment) scope.definitions.aliases.set(assignment.name, assignment.value.value);
  }
}

/** `hash -p path name`: from now on the name is that program. */
function hash({ words }: Call, scope: Scope): void {
  const [option, path, name] = words.slice(1).map(({ value }) => value);
  if (option === "-p" && path !== undefined && name !== undefined)
    scope.definitions.aliases.set(name, path);
}

function toValues(words: readonly ShellWord[]): Value {
  return words.map((word) => word.value);
}
