import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { RuleBundle } from "../model/rule.ts";

/**
 * Whether a value has the shape of a bundle, as far as the checks rely on it before they look at a
 * rule. Deep validation is the build's: the file is root's, and a damaged rule fails closed later.
 */
export function isRuleBundle(value: Json): value is Json & RuleBundle {
  return isObject(value) && isStamped(value) && hasRules(value) && isPolicy(value["policy"]);
}

function isStamped({ format, version, digest }: JsonObject): boolean {
  return (
    format === 1 &&
    typeof version === "string" &&
    typeof digest === "string" &&
    /^[0-9a-f]{64}$/.test(digest)
  );
}

function hasRules(value: JsonObject): boolean {
  return (
    ["tools", "commands", "paths", "injection"].every((key) => isRuleList(value[key])) &&
    isSecretRules(value["secrets"]) &&
    isIndex(value["index"]) &&
    isObject(value["programs"]) &&
    isArray(value["hijackingVariables"])
  );
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  profile: ["standard", "strict", "observe"],
  mode: ["observe", "warn", "enforce"],
  onFailure: ["deny", "ask"],
  onPartial: ["allow", "ask", "deny"],
  onUnprotected: ["allow", "deny"],
  unlisted: ["none", "ask", "deny"],
};

function isPolicy(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const isChosen = Object.entries(CHOICES).every(([key, choices]) => isOneOf(value[key], choices));
  return (
    isChosen &&
    isObject(value["ruleModes"]) &&
    isCount(value, "deadlineMs") &&
    isCount(value, "spoolQuotaBytes")
  );
}

function isOneOf(value: Json | undefined, choices: readonly string[]): boolean {
  return typeof value === "string" && choices.includes(value);
}

function isCount(policy: JsonObject, key: string): boolean {
  const value = policy[key];
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function isRuleList(value: Json | undefined): boolean {
  return isArray(value) && value.every(isRule);
}

/** An outcome that nobody knows would be weaker than any other. */
function isRule(value: Json): boolean {
  return (
    isObject(value) &&
    typeof value["id"] === "string" &&
    typeof value["why"] === "string" &&
    isOneOf(value["outcome"], ["allow", "warn", "ask", "deny"])
  );
}

function isIndex(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    ["programGlobs", "dynamic", "floating"].every((key) => isArray(value[key])) &&
    ["programs", "segments"].every((key) => isObject(value[key]))
  );
}

function isSecretRules(value: Json | undefined): boolean {
  return isObject(value) && isRuleList(value["rules"]) && isArray(value["allowlists"]);
}
