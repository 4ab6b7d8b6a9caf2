import type { InjectionRule } from "../../../model/rule.ts";
import { findHiddenText } from "../../../check/injection/hidden-text.ts";
import { findInViews, makeViews } from "../../../check/injection/read-views.ts";
import { collect } from "../source/collect-errors.ts";
import { expandTemplate } from "../examples/expand-template.ts";
import { INJECTION_KEYS, injectionDocument, type InjectionSource } from "../schema/injection.ts";
import { Re2Error } from "../re2/ast.ts";
import { translateRe2 } from "../re2/translate.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import { validate } from "../source/validate.ts";
import { readYaml, type YamlSource } from "../source/yaml-source.ts";

/**
 * Reads and compiles the rules on injected instructions, and runs their examples.
 * @param file the name that errors show.
 * @throws RuleError or RuleErrors with file, line and column.
 */
export function readInjection(text: string, file: string): InjectionRule[] {
  const source = readYaml(text, file);
  const { injection } = validate(source, injectionDocument, INJECTION_KEYS);
  return collect(injection.map((rule, index) => () => compileRule(rule, index, source)));
}

function compileRule(rule: InjectionSource, index: number, source: YamlSource): InjectionRule {
  const { examples, references: _, ...kept } = rule;
  const compiled = {
    ...kept,
    keywords: rule.keywords.map((word) => word.toLowerCase()),
    patterns: rule.patterns.map((pattern, nth) => {
      const path = ["injection", index, "patterns", nth];
      return compilePattern(pattern, () => source.placeOf(path));
    }),
  };
  for (const list of ["deny", "allow"] as const) {
    examples[list].forEach((template, nth) => {
      if (finds(compiled, expandTemplate(template)) === (list === "deny")) return;
      const problem = list === "deny" ? "does not find" : "finds something in";
      const place = source.placeOf(["injection", index, "examples", list, nth]);
      throw new RuleError(place, `${rule.id}: ${problem} ${JSON.stringify(template)}`);
    });
  }
  return compiled;
}

/** A blank outside brackets stands for a blank or a line break: sentences go on over line ends. */
function loosenBlanks(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]| /g, (part) => (part === " " ? "[ \\n]" : part));
}

function compilePattern(pattern: string, place: () => RulePlace) {
  try {
    return translateRe2(loosenBlanks(pattern)).regex;
  } catch (error) {
    if (!(error instanceof Re2Error)) throw error;
    throw new RuleError(place(), `pattern: ${error.message}`);
  }
}

/** An example counts as found only if nothing around it makes it mere talk. */
function finds(rule: InjectionRule, text: string): boolean {
  return rule.detector === "hidden-text"
    ? findHiddenText(text).length > 0
    : findInViews(rule, makeViews(text)) !== undefined;
}
