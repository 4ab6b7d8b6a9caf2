import { readFileSync } from "node:fs";
import path from "node:path";
import type { TextRole, TextSurface } from "../../../src/model/action.ts";
import type { RuleBundle } from "../../../src/model/bundle.ts";
import type { Machine } from "../../../src/model/check.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { PiiRule } from "../../../src/model/pii-rule.ts";
import { piiCheck } from "../../../src/check/pii/pii-check.ts";
import { readPiiRules } from "../../../src/rule/build/compile/read-pii-rules.ts";
import { RULE_KEYS, ruleDocument } from "../../../src/rule/build/schema/document.ts";
import { validate } from "../../../src/rule/build/source/validate.ts";
import { readYaml } from "../../../src/rule/build/source/yaml-source.ts";
import { EMPTY_BUNDLE } from "../empty-bundle.ts";

const file = path.join(import.meta.dirname, "../../../rules/pii.yaml");

/** The rules in a YAML text, compiled and through JSON, as the hot path gets them. */
export function compile(text: string): readonly PiiRule[] {
  const source = readYaml(text, "pii.yaml");
  const document = validate(source, ruleDocument, RULE_KEYS);
  const built = readPiiRules({ source, document }, { profile: "standard", programs: {} });
  return JSON.parse(JSON.stringify(built.map(({ rule }) => rule)));
}

export const shipped = compile(readFileSync(file, "utf8"));

/** A rule that looks for six digits, with what a test wants to be different. */
export function ruleOf(more: Partial<PiiRule> = {}): PiiRule {
  return {
    id: "pii/number",
    why: "a number",
    instead: "none",
    severity: "high",
    outcome: "warn",
    maturity: "stable",
    profiles: ["standard"],
    patterns: [{ source: "[0-9]{6}", flags: "" }],
    context: [],
    contextWithin: 60,
    roles: ["written", "output", "argument", "command"],
    except: [],
    ...more,
  };
}

const machine: Machine = {
  home: "/home/dev",
  realPath: (name) => name,
  readText: () => undefined,
};

export function bundleWith(
  pii: readonly PiiRule[],
  policy: Partial<RuleBundle["policy"]> = {},
): RuleBundle {
  const piiKeywords = pii.flatMap(({ keywords = [] }) => keywords);
  return { ...EMPTY_BUNDLE, pii, piiKeywords, policy: { ...EMPTY_BUNDLE.policy, ...policy } };
}

/** What the check finds in texts of one role. */
export function inspectTexts(
  texts: readonly Partial<TextSurface>[],
  rules: readonly PiiRule[] = shipped,
  policy: Partial<RuleBundle["policy"]> = {},
): readonly Finding[] {
  const role: TextRole = "written";
  const surfaces = texts.map(
    (more) =>
      ({ kind: "text", role, text: "", at: { field: "tool_input.content" }, ...more }) as const,
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] } };
  return piiCheck.inspect(action, bundleWith(rules, policy), machine);
}

export function inspectText(
  text: string,
  more: Partial<TextSurface> = {},
  rules: readonly PiiRule[] = shipped,
): readonly Finding[] {
  return inspectTexts([{ text, ...more }], rules);
}
