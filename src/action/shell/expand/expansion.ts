import type { Word, WordPart } from "unbash";
import type { Choices } from "../choices.ts";
import type { Frame, Output } from "../frame.ts";
import type { Value } from "../scope.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_SEPARATORS } from "../bounds.ts";
import { DEFAULT_IFS } from "./fields.ts";

/**
 * The expansion of one simple command: its frame, the values chosen for this pass, and the outputs
 * of its substitutions, each of which is walked once however many passes there are.
 */
export interface Expansion {
  readonly frame: Frame;
  readonly choices: Choices;
  readonly outputs: Map<WordPart, Output>;
  /** The value of a word inside an expansion, as in `${x:-word}`; not split. */
  readonly expandText: (word: Word) => string;
}

/** A variable's value in this pass; undefined when the line has not set it. */
export function readVariable(name: string, expansion: Expansion): Value | undefined {
  const known = expansion.frame.scope.read(name);
  if (known !== undefined) return expansion.choices.pick(name, known);
  // Left as `~`, which rules read as any home directory.
  const variable = expansion.frame.scope.resolve(name);
  if (variable === "HOME") return ["~"];
  return variable === "IFS" ? [DEFAULT_IFS] : undefined;
}

/** The characters that split unquoted expansions; undefined when they are not known. */
export function readSeparators(expansion: Expansion): string | undefined {
  const separators = (readVariable("IFS", expansion) ?? [DEFAULT_IFS]).join("");
  return separators.length > MAX_SEPARATORS || separators.includes(UNKNOWN)
    ? undefined
    : separators;
}
