import type { ParameterDefaultOperation, ParameterExpansionPart } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import { isUnknown as isWhollyUnknown } from "../origin.ts";
import type { Value } from "../scope.ts";
import { POSITIONAL } from "../scope.ts";
import { walkArithmetic, walkSubscript } from "./arithmetic.ts";
import type { Expansion } from "./expansion.ts";
import { readVariable } from "./expansion.ts";
import { applyOperation } from "./operation.ts";

/** What a parameter expands to: `separate` items stay apart even in double quotes, as `"$@"`. */
export interface Parameter {
  readonly value: Value;
  readonly separate: boolean;
}

const UNKNOWN_PARAMETER: Parameter = { value: [UNKNOWN], separate: false };

/** `$x`, `$1`, `$@`. @param text with its dollar sign. */
export function expandSimple(text: string, expansion: Expansion): Parameter {
  const name = text.slice(1);
  const value = readParameter(name, expansion) ?? [UNKNOWN];
  // zsh means all of an array; these only bash has.
  const isFirst = name === "DIRSTACK" || name === "BASH_REMATCH";
  return { value: isFirst ? value.slice(0, 1) : value, separate: name === "@" };
}

/** `${…}`. */
export function expandParameter(part: ParameterExpansionPart, expansion: Expansion): Parameter {
  const name = part.prefix === "!" ? followReference(part, expansion) : part.parameter;
  if (name === undefined) return UNKNOWN_PARAMETER;
  const value = readIndexed(name, part, expansion);
  const separate = name === "@" || part.index?.value === "@";
  if (part.prefix === "#") {
    const list = separate || part.index?.value === "*";
    return { value: [measure(value, list)], separate: false };
  }
  return { value: operate(name, value, { part, expansion }), separate };
}

function operate(name: string, value: Value | undefined, site: Site): Value {
  const { operation } = site.part;
  if (operation === undefined) return value ?? [UNKNOWN];
  if (operation.type === "Default") return applyDefault(name, value, { ...site, operation });
  // The real HOME is not "~": no part of it can be cut out.
  const isHome = site.expansion.frame.scope.resolve(name) === "HOME";
  return applyOperation(isHome ? undefined : value, operation, site.expansion);
}

/** `$x`, `$1`, `$#` …; undefined when the line does not say. */
function readParameter(name: string, expansion: Expansion): Value | undefined {
  if (name === "*") return readVariable(POSITIONAL, expansion);
  if (!/^[0-9]+$/.test(name)) return readVariable(name, expansion);
  if (name === "0") return undefined;
  const values = readVariable(POSITIONAL, expansion);
  if (values === undefined || isUnknown(values)) return undefined;
  return itemAt(values, Number(name) - 1);
}

function readIndexed(
  name: string,
  part: ParameterExpansionPart,
  expansion: Expansion,
): Value | undefined {
  const value = readParameter(name, expansion);
  // Expanded even where the value is unknown: the index may hold a substitution.
  const index = readIndex(part, expansion);
  const whole = [index, name].some((each) => each === "@" || each === "*");
  if (value === undefined || whole || isUnknown(value)) return value;
  if (index === undefined) return itemAt(value, 0);
  return /^[0-9]+$/.test(index) ? itemAt(value, Number(index)) : [UNKNOWN];
}

function readIndex(
  { index, pos }: ParameterExpansionPart,
  expansion: Expansion,
): string | undefined {
  if (index === undefined) return undefined;
  const text = expansion.expandText(index);
  walkArithmetic(text, pos, expansion.frame);
  return text;
}

/** An array that does not reach that far has nothing there. */
function itemAt(values: Value, index: number): Value {
  const item = values[index];
  return item === undefined ? [] : [item];
}

function isUnknown(value: Value): boolean {
  return value.length === 1 && isWhollyUnknown(value[0] ?? "");
}

/** `${!x}`: the name that `x` holds. `${!x@}` and `${!x[@]}` are lists of names and keys: unknown. */
function followReference(part: ParameterExpansionPart, expansion: Expansion): string | undefined {
  if (part.operation?.type === "Names" || part.index !== undefined) return undefined;
  const name = readParameter(part.parameter, expansion)?.join("");
  if (name !== undefined && /[[\uFFFC]/.test(name)) walkSubscript(name, part.pos, expansion.frame);
  return name === undefined || name === "" || name.includes(UNKNOWN) ? undefined : name;
}

function measure(value: Value | undefined, list: boolean): string {
  if (value === undefined || value.some((item) => item.includes(UNKNOWN))) return UNKNOWN;
  return String(list ? value.length : value.join("").length);
}

interface Site {
  readonly part: ParameterExpansionPart;
  readonly expansion: Expansion;
}

/**
 * `:-`, `:=`, `:+`, `:?`. A variable that the line has not set may yet be in the environment; but what the
 * line itself names as its value (`${CC:-gcc}`) is taken for it.
 */
function applyDefault(
  name: string,
  value: Value | undefined,
  site: Site & { readonly operation: ParameterDefaultOperation },
): Value {
  const { operation, part, expansion } = site;
  const operand: Value = [expansion.expandText(operation.operand)];
  const kind = operation.operator.at(-1);
  if (kind === "?") return value ?? [UNKNOWN];
  const set = value === undefined || isEmpty(value) ? [UNKNOWN] : value;
  const [whenSet, whenUnset] = kind === "+" ? [operand, []] : [set, operand];
  const result =
    value === undefined
      ? expansion.choices.pick(part.text, kind === "+" ? [operand, []] : [operand])
      : isEmpty(value)
        ? whenUnset
        : whenSet;
  if (kind === "=") expansion.frame.scope.addAlternative(name, result);
  return result;
}

function isEmpty(value: Value): boolean {
  return value.join("") === "";
}
