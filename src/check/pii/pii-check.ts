import type { Action } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";

/** Personal data in every text of the action. */
export const piiCheck: Check = { name: "pii", inspect };

function inspect(_action: Action, _rules: RuleBundle): readonly Finding[] {
  return [];
}
