import type { SecretAllowlist, SecretRule } from "../../../model/rule.ts";
import { scanText } from "../../../check/secret/scan-text.ts";
import type { BuiltRule } from "../compile/built-rule.ts";
import type { ExampleResult } from "./example-result.ts";
import { expandTemplate } from "./expand-template.ts";

/**
 * Holds a rule to its own examples, in both directions: it finds something in each of `deny`, and nothing
 * in any of `allow`. Its keywords, entropy and allowlists take part; results hold the templates, never
 * what they expand to.
 *
 * @param allowlists Those that hold for every rule.
 */
export function runSecretExamples(
  { rule, source: { examples }, placeOf }: BuiltRule<SecretRule>,
  allowlists: readonly SecretAllowlist[],
): ExampleResult[] {
  const alone = { rules: [{ ...rule, path: undefined }], allowlists };
  const isFound = (template: string): boolean =>
    scanText(expandTemplate(template), undefined, alone).length > 0;
  return (["deny", "allow"] as const).flatMap((list) =>
    examples[list].map((example, nth): ExampleResult => {
      const result = { rule: rule.id, list, example, place: placeOf(["examples", list, nth]) };
      if (isFound(example) === (list === "deny")) return result;
      const problem = list === "deny" ? "is not caught by its rule" : "is caught by its rule";
      return { ...result, problem };
    }),
  );
}
