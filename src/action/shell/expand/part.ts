import type { DoubleQuotedPart, LocaleStringPart, WordPart } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import { trimTrailing } from "../trim.ts";
import type { Expansion } from "./expansion.ts";
import { readSeparators } from "./expansion.ts";
import type { Fields } from "./fields.ts";
import type { Parameter } from "./parameter.ts";
import { expandParameter, expandSimple } from "./parameter.ts";
import { evaluateArithmetic, readOutput, walkInside } from "./substitution.ts";

/** Where the text of a part goes. */
export interface Target {
  readonly fields: Fields;
  readonly expansion: Expansion;
  readonly quoted: boolean;
}

/** Adds what one part of a word stands for. */
export function addPart(part: WordPart, target: Target): void {
  const { fields, expansion } = target;
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return fields.addText(part.value);
    case "DoubleQuoted":
    case "LocaleString":
      // Alone between quotes, a list of no words is no word.
      if (!isList(part)) fields.addText("");
      for (const child of part.parts) addPart(child, { ...target, quoted: true });
      return undefined;
    case "SimpleExpansion":
      return addParameter(expandSimple(part.text, expansion), target);
    case "ParameterExpansion":
      return addParameter(expandParameter(part, expansion), target);
    case "CommandExpansion":
      return addValue(trimTrailing(readOutput(part, expansion), "\n"), target);
    default:
      return addOther(part, target);
  }
}

function isList(part: DoubleQuotedPart | LocaleStringPart): boolean {
  const [only] = part.parts;
  if (part.parts.length !== 1) return false;
  if (only?.type === "SimpleExpansion") return only.text === "$@";
  return (
    only?.type === "ParameterExpansion" && (only.parameter === "@" || only.index?.value === "@")
  );
}

type OtherPart = Extract<
  WordPart,
  {
    type:
      | "ArithmeticExpansion"
      | "ProcessSubstitution"
      | "Glob"
      | "ExtendedGlob"
      | "BraceExpansion";
  }
>;

function addOther(part: OtherPart, target: Target): void {
  const { fields, expansion } = target;
  switch (part.type) {
    case "ArithmeticExpansion":
      return addValue(evaluateArithmetic(part.expression, expansion), target);
    case "ProcessSubstitution":
      expansion.frame.scope.definitions.files.set(part.text, readOutput(part, expansion));
      return fields.addText(`/dev/fd/${UNKNOWN}`);
    case "Glob":
    case "ExtendedGlob":
      if (part.parts !== undefined) walkInside(part, expansion);
      return fields.addGlob(part.type === "Glob" ? part.value : part.text);
    case "BraceExpansion":
      walkInside(part, expansion);
      return fields.addText(part.text);
  }
}

function addParameter(parameter: Parameter, target: Target): void {
  const { value, separate } = parameter;
  if (value.length === 1 || (target.quoted && !separate)) {
    return addValue(value.join(" "), target);
  }
  for (const [index, item] of value.entries()) {
    if (index > 0) target.fields.endWord();
    addValue(item, target);
  }
  return undefined;
}

function addValue(value: string, target: Target): void {
  const { fields, expansion, quoted } = target;
  if (!expansion.frame.engine.ledger.spendUnits(value.length)) return fields.addText(UNKNOWN);
  if (quoted) return fields.addText(value);
  const separators = readSeparators(expansion);
  if (separators === undefined) fields.addText(UNKNOWN);
  else fields.addSplit(value, separators);
  return undefined;
}
