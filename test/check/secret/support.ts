import { readFileSync } from "node:fs";
import path from "node:path";
import type { TextRole, TextSurface } from "../../../src/model/action.ts";
import type { Machine } from "../../../src/model/check.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { RuleBundle } from "../../../src/model/bundle.ts";
import type { SecretRules } from "../../../src/model/rule.ts";
import { secretCheck } from "../../../src/check/secret/secret-check.ts";
import { readSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { EMPTY_BUNDLE } from "../empty-bundle.ts";

const file = path.join(import.meta.dirname, "../../../rules/secrets.toml");

/** The shipped rules, compiled and through JSON, as the hot path gets them. */
export const shippedText = readFileSync(file, "utf8");
export const shipped: SecretRules = JSON.parse(
  JSON.stringify(readSecrets(shippedText, "rules/secrets.toml")),
);

export function bundleOf(secrets: SecretRules): RuleBundle {
  return { ...EMPTY_BUNDLE, secrets };
}

export const machine: Machine = {
  home: "/home/dev",
  realPath: (name) => name,
  readText: () => undefined,
};

export function surfaceOf(text: string, more: Partial<TextSurface> = {}): TextSurface {
  const role: TextRole = "written";
  return { kind: "text", role, text, at: { field: "tool_input.content" }, ...more };
}

/** What the check finds in one text. */
export function inspectText(
  text: string,
  more: Partial<TextSurface> = {},
  secrets: SecretRules = shipped,
): readonly Finding[] {
  const action = {
    surfaces: [surfaceOf(text, more)],
    coverage: { complete: true, gaps: [] },
  };
  return secretCheck.inspect(action, bundleOf(secrets), machine);
}
