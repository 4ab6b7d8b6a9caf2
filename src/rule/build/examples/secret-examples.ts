import type { SecretRule, SecretRules } from "../../../model/rule.ts";
import { scanText } from "../../../check/secret/scan-text.ts";
import { expandTemplate } from "./expand-template.ts";

/** A rule's own examples, as templates. */
export interface SecretExamples {
  readonly deny: readonly string[];
  readonly allow: readonly string[];
}

/** An example that is not as the rule says; the message shows the template, never its expansion. */
export interface ExampleLie {
  readonly list: keyof SecretExamples;
  readonly message: string;
}

/**
 * Runs a rule on its examples, in both directions: it finds something in each of `deny`, and nothing
 * in any of `allow`. Its keywords, entropy and all allowlists take part.
 */
export function findSecretLie(
  rule: SecretRule,
  examples: SecretExamples,
  rules: SecretRules,
): ExampleLie | undefined {
  const alone = { rules: [{ ...rule, path: undefined }], allowlists: rules.allowlists };
  const matches = (template: string): boolean =>
    scanText(expandTemplate(template), undefined, alone).length > 0;
  const missed = examples.deny.find((template) => !matches(template));
  if (missed !== undefined) return { list: "deny", message: `does not find ${quote(missed)}` };
  const wrong = examples.allow.find(matches);
  if (wrong !== undefined) return { list: "allow", message: `finds something in ${quote(wrong)}` };
  return undefined;
}

function quote(template: string): string {
  return JSON.stringify(template.length > 80 ? `${template.slice(0, 80)}…` : template);
}
