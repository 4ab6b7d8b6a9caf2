import { UNKNOWN } from "../../../model/invocation.ts";
import type { Value } from "../scope.ts";
import type { Expansion } from "./expansion.ts";
import { readVariable } from "./expansion.ts";

const DIRECTORY = /^~(?:([+-])|([+-]?)(\d{1,4}))(?=\/|$)/;

const SOMEBODYS = /^~[^/]*\uFFFC[^/]*/;

/**
 * `~+`, `~-` and `~2` at the start of a word are where the shell is, where it was, and what is on the stack
 * of `pushd`. `~` itself is left as it is.
 */
export function expandTilde(value: string, expansion: Expansion): string {
  if (value.charAt(0) !== "~" || value.length < 2) return value;
  const match = DIRECTORY.exec(value);
  // `eval echo ~$USER`: somebody's home directory.
  if (match === null) return value.replace(SOMEBODYS, "~");
  const [written, sign, side, index = ""] = match;
  return (
    readDirectory(sign, side === "-" ? `-${index}` : index, expansion) + value.slice(written.length)
  );
}

function readDirectory(sign: string | undefined, index: string, expansion: Expansion): string {
  if (sign !== undefined) return only(readVariable(sign === "+" ? "PWD" : "OLDPWD", expansion));
  const stack = readVariable("DIRSTACK", expansion) ?? [];
  return stack.at(index.startsWith("-") ? Number(index) - 1 : Number(index)) ?? UNKNOWN;
}

function only(value: Value | undefined): string {
  return value?.join("") ?? UNKNOWN;
}
