import type { Call } from "../call.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { stripMarks } from "../origin.ts";
import { walkArithmetic, walkSubscript } from "../expand/arithmetic.ts";
import type { Frame } from "../frame.ts";

/** Both sides of these are arithmetic. */
export const COMPARISONS = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);

/** The operand of these is a variable, maybe with a subscript. */
export const VARIABLES = new Set(["-v", "-R"]);

const DECLARING = ["declare", "typeset", "local", "readonly", "export"];

/** Builtins whose operands are names of variables, with a subscript where they like. */
const NAMING = ["unset", "mapfile", "readarray", "getopts", "wait"];

/** What the operands of a builtin are taken for. */
interface Operands {
  readonly variables: readonly string[];
  readonly compared: readonly string[];
}

type Read = (values: readonly string[]) => Operands;

let byName: ReadonlyMap<string, Read> | undefined;

/** Walks what the builtin `program` runs because it takes an operand for arithmetic or for a subscript. */
export function walkOperands(program: string, call: Call, frame: Frame): void {
  byName ??= new Map<string, Read>([
    ...DECLARING.map((name) => [name, readDeclared] as const),
    ...NAMING.map((name) => [name, readNames] as const),
    ["read", readRead],
    ["let", (values) => ({ variables: [], compared: values })],
    ["printf", readPrinted],
    ["test", readTested],
    ["[", readTested],
  ]);
  const read = byName.get(program);
  if (read === undefined) return;
  const { variables, compared } = read(call.words.slice(1).map((word) => word.value));
  for (const text of variables) walkSubscript(text, call.offset, frame);
  for (const text of compared) walkArithmetic(text, call.offset, frame);
}

function readNames(values: readonly string[]): Operands {
  return { variables: values.filter(isSubscripted), compared: [] };
}

/** `x[…]`, or a name that may turn out to be one; nothing that only looks a little like it, such as a prompt. */
function isSubscripted(value: string): boolean {
  return value.startsWith(UNKNOWN) || (value.includes("[") && /^[A-Za-z_]\w*\[/.test(value));
}

/** read: what stands behind such an option is no name. */
function readRead(values: readonly string[]): Operands {
  return readNames(values.filter((_, at) => !/^-[a-zA-Z]*[dinNptu]$/.test(values[at - 1] ?? "")));
}

/** With `-i` the values are arithmetic, with `-n` names. */
function readDeclared(values: readonly string[]): Operands {
  const { variables } = readNames(values);
  const [integer, reference] = ["i", "n"].map((letter) =>
    values.some((value) => /^-[a-zA-Z]+$/.test(value) && value.includes(letter)),
  );
  const assigned = values.flatMap((value) => {
    const at = value.indexOf("=");
    return at < 0 ? [] : [value.slice(at + 1)];
  });
  return {
    variables: reference === true ? [...variables, ...assigned] : variables,
    compared: integer === true ? assigned : [],
  };
}

/** `printf -v x[…]`. */
function readPrinted([option = "", name = ""]: readonly string[]): Operands {
  if (!option.startsWith("-v")) return { variables: [], compared: [] };
  return { variables: [option === "-v" ? name : option.slice("-v".length)], compared: [] };
}

/** `test`, `[`: zsh and ksh take the sides of a comparison for arithmetic, as `[[` does in bash. */
function readTested(values: readonly string[]): Operands {
  const variables = values.filter((_, at) => VARIABLES.has(values[at - 1] ?? ""));
  const compared = values.filter(
    (_, at) => COMPARISONS.has(values[at - 1] ?? "") || COMPARISONS.has(values[at + 1] ?? ""),
  );
  // Which text from afar they compare is no matter in bash, which takes nothing but a number.
  return { variables, compared: compared.map(stripMarks) };
}
