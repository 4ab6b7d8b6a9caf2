import type { Profile } from "../../../model/policy.ts";
import { MODEL_FILE } from "../../stale-sources.ts";
import { scoreViews } from "../../../check/injection/classifier/score-views.ts";
import type { InjectionModel } from "../../../model/injection-model.ts";
import type { InjectionRule, RuleMeta } from "../../../model/rule.ts";
import { findHiddenText } from "../../../check/injection/hidden-text.ts";
import { findInViews, makeViews } from "../../../check/injection/read-views.ts";
import { collect } from "../source/collect-errors.ts";
import { expandTemplate } from "../examples/expand-template.ts";
import type { InjectionSource } from "../schema/injection.ts";
import { Re2Error } from "../re2/ast.ts";
import { translateRe2 } from "../re2/translate.ts";
import { expandKeyword, expandPattern, findUnknownList } from "./expand-words.ts";
import { type BuiltRule, toBuilt } from "./built-rule.ts";
import { findReadingMistake } from "./glob-mistakes.ts";
import type { ExampleResult } from "../examples/example-result.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import {
  type InjectionDocument,
  type NamedText,
  readInjectionFile,
  type SourceFile,
} from "../source/read-sources.ts";

/**
 * Reads and compiles the rules on injected instructions.
 *
 * @throws RuleError or RuleErrors with file, line and column.
 */
export function readInjection(
  named: NamedText,
  profile: Profile,
  model?: InjectionModel,
): BuiltRule<InjectionRule>[] {
  return compileInjection(readInjectionFile(named), profile, model);
}

/** @throws RuleErrors at each pattern that is no pattern, and at a rule of a classifier that is not there. */
export function compileInjection(
  { source, document }: SourceFile<InjectionDocument>,
  profile: Profile,
  model?: InjectionModel,
): BuiltRule<InjectionRule>[] {
  return collect(
    document.injection.map((rule, index) => () => {
      const built = toBuilt({ source }, { list: "injection", index, rule: rule }, profile);
      if (rule.detector === "classifier" && model === undefined) {
        throw new RuleError(built.placeOf(["detector"]), `${MODEL_FILE} is missing: npm run train`);
      }
      return { ...built, rule: { ...built.rule, ...compileOwn(rule, built) } };
    }),
  );
}

function compileOwn(rule: InjectionSource, { placeOf }: BuiltRule<RuleMeta>) {
  return {
    detector: rule.detector,
    roles: rule.roles,
    ...(rule.threshold === undefined ? {} : { threshold: rule.threshold }),
    ...(rule.doubted_below === undefined ? {} : { doubtedBelow: rule.doubted_below }),
    keywords: rule.keywords.flatMap((word) => expandKeyword(word, rule.words)),
    ...(rule.beside.length === 0
      ? {}
      : { beside: rule.beside.flatMap((word) => expandKeyword(word, rule.words)) }),
    patterns: rule.patterns.map((pattern, nth) => {
      const place = () => placeOf(["patterns", nth]);
      const unknown = findUnknownList(pattern, rule.words);
      if (unknown !== undefined)
        throw new RuleError(place(), `pattern: no words called ${unknown}`);
      return compilePattern(expandPattern(pattern, rule.words), place);
    }),
  };
}

/** Holds a rule to its own examples. */
export function runInjectionExamples(
  { rule, source: { examples }, placeOf }: BuiltRule<InjectionRule>,
  model: InjectionModel | undefined,
): ExampleResult[] {
  return (["deny", "allow"] as const).flatMap((list) =>
    examples[list].map((example, nth): ExampleResult => {
      const result = { rule: rule.id, list, example, place: placeOf(["examples", list, nth]) };
      if (finds(rule, expandTemplate(example), model) === (list === "deny")) return result;
      const problem = list === "deny" ? "is not caught by its rule" : "is caught by its rule";
      return { ...result, problem };
    }),
  );
}

/** A blank outside brackets stands for a blank or a line break: sentences go on over line ends. */
function loosenBlanks(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]| /g, (part) => (part === " " ? "[ \\n]" : part));
}

function compilePattern(pattern: string, place: () => RulePlace) {
  const mistake = findReadingMistake(pattern);
  if (mistake !== undefined) throw new RuleError(place(), `pattern: ${mistake}`);
  try {
    return translateRe2(loosenBlanks(pattern)).regex;
  } catch (error) {
    if (!(error instanceof Re2Error)) throw error;
    throw new RuleError(place(), `pattern: ${error.message}`);
  }
}

/** An example counts as found only if nothing around it makes it mere talk. */
function finds(rule: InjectionRule, text: string, model: InjectionModel | undefined): boolean {
  switch (rule.detector) {
    case "hidden-text":
      return findHiddenText(text).length > 0;
    case "classifier":
      return (
        model !== undefined && scoreViews(makeViews(text), model).score >= (rule.threshold ?? 1)
      );
    case "pattern":
      return findInViews(rule, makeViews(text)) !== undefined;
  }
}
