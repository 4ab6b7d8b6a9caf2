import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { RuleBundle } from "../model/bundle.ts";
import type { InjectionRule, PiiRule, SecretRules } from "../model/rule.ts";

/** All of a bundle but the rules over texts. */
export type BundleHead = Omit<RuleBundle, "secrets" | "injection" | "pii">;

/**
 * Whether a value has the shape of a bundle's head, as far as the checks rely on it before they look at a
 * rule. Deep validation is the build's: the file is root's, and a damaged rule fails closed later.
 */
export function isBundleHead(value: JsonObject): value is JsonObject & BundleHead {
  return isStamped(value) && hasRules(value) && isPolicy(value["policy"]);
}

export function isPii(value: Json): value is Json & readonly PiiRule[] {
  return isRuleList(value);
}

export function isInjection(value: Json): value is Json & readonly InjectionRule[] {
  return isRuleList(value);
}

export function isSecrets(value: Json): value is Json & SecretRules {
  return isObject(value) && isRuleList(value["rules"]) && isArray(value["allowlists"]);
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
    ["tools", "commands", "paths", "egress"].every((key) => isRuleList(value[key])) &&
    isArray(value["secretKeywords"]) &&
    isIndex(value["index"]) &&
    isObject(value["programs"]) &&
    isArray(value["hijackingVariables"]) &&
    typeof value["conditional"] === "boolean"
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
    isObject(value["ruleEnforceFrom"]) &&
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
