import { parse, TomlError } from "smol-toml";
import type { SecretRule, SecretRules } from "../../../model/rule.ts";
import {
  compileAllowlist,
  compileSecretRule,
  SecretRuleProblem,
  type PlacedAllowlist,
} from "./compile-secret-rule.ts";
import { RuleError } from "../source/rule-error.ts";
import { findSecretLie } from "../examples/secret-examples.ts";
import { secretFile, toolgateDefaults, type SecretFile } from "../schema/secret.ts";
import { locateToml } from "../source/toml-position.ts";

/**
 * Reads and compiles secret rules in the gitleaks configuration format, and runs their examples.
 * @param file the name that errors show.
 * @throws RuleError with file, line and column for what does not parse, is not known, would be slow,
 * or finds something other than its examples say.
 */
export function readSecrets(text: string, file: string): SecretRules {
  const parsed = parseToml(text, file);
  try {
    return compileFile(checkShape(parsed));
  } catch (error) {
    if (!(error instanceof SecretRuleProblem)) throw error;
    throw new RuleError(locateToml(text, error.path, file), error.message);
  }
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = "not TOML"] = error.message.split("\n");
    throw new RuleError({ file, line: error.line, column: error.column }, first);
  }
}

function checkShape(parsed: unknown): SecretFile {
  const result = secretFile.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknownKeys = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknownKeys];
  throw new SecretRuleProblem(
    path,
    `${path.map(String).join(".")}: ${issue?.message ?? "invalid"}`,
  );
}

function compileFile(parsed: SecretFile): SecretRules {
  const lists = globalAllowlists(parsed);
  const compiled = parsed.rules.map((rule, index) => {
    const targeted = lists.filter(({ list }) => list.targetRules.includes(rule.id));
    return compileSecretRule(rule, ["rules", index], targeted);
  });
  assertUniqueIds(compiled);
  const allowlists = lists
    .filter(({ list }) => list.targetRules.length === 0)
    .flatMap(compileAllowlist);
  const all = { rules: compiled, allowlists };
  compiled.forEach((_, index) => assertExamples(parsed, all, index));
  // A rule that reports nothing is only for others to refer to.
  const rules = compiled.filter((_, index) => parsed.rules[index]?.skipReport !== true);
  return { rules, allowlists };
}

function globalAllowlists(parsed: SecretFile): readonly PlacedAllowlist[] {
  const lists = parsed.allowlists.map((list, nth) => ({ list, path: ["allowlists", nth] }));
  return parsed.allowlist ? [...lists, { list: parsed.allowlist, path: ["allowlist"] }] : lists;
}

function assertUniqueIds(rules: readonly SecretRule[]): void {
  const seen = new Set<string>();
  rules.forEach(({ id }, index) => {
    if (seen.has(id)) throw new SecretRuleProblem(["rules", index, "id"], `${id} is there twice`);
    seen.add(id);
  });
}

function assertExamples(parsed: SecretFile, all: SecretRules, index: number): void {
  const rule = all.rules[index];
  const examples = parsed.rules[index]?.toolgate?.examples ?? toolgateDefaults.examples;
  const lie = rule && findSecretLie(rule, examples, all);
  if (!lie) return;
  const path = ["rules", index, "toolgate", "examples", lie.list];
  throw new SecretRuleProblem(path, `${rule.id}: ${lie.message}`);
}
