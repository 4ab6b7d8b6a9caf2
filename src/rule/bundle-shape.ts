import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { RuleBundle, RuleIndex } from "../model/bundle.ts";
import type { EgressRule } from "../model/egress-rule.ts";
import type { InjectionModel } from "../model/injection-model.ts";
import type { PiiRule } from "../model/pii-rule.ts";
import type {
  CommandPattern,
  CommandRule,
  InjectionRule,
  PathRule,
  PermissionRule,
  SecretRules,
} from "../model/rule.ts";
import { isEngine } from "./engine-shape.ts";
import { isOneOf } from "./is-one-of.ts";

/** How many lines a bundle has of each kind. */
export interface LineCounts {
  readonly commands: number;
  readonly paths: number;
  /** By command rule. */
  readonly patterns: readonly number[];
  /** Absent: none. */
  readonly permissions?: number;
}

/** What stands in a bundle's first line. */
export type BundleHead = Omit<
  RuleBundle,
  | "classifier"
  | "index"
  | "programs"
  | "egress"
  | "secrets"
  | "injection"
  | "pii"
  | "commands"
  | "paths"
  | "permissions"
> & { readonly counts: LineCounts };

/**
 * Whether a value has the shape of a bundle's head, as far as the checks rely on it before they look at a
 * rule. Deep validation is the build's: the file is root's, and a damaged rule fails closed later.
 */
export function isBundleHead(value: JsonObject): value is JsonObject & BundleHead {
  return (
    isStamped(value) &&
    isLineCounts(value["counts"]) &&
    hasRules(value) &&
    isPolicy(value["policy"])
  );
}

export function isCommandRule(value: Json): value is Json & CommandRule {
  return isRule(value) && isObject(value) && isArray(value["patterns"]);
}

export function isPattern(value: Json): value is Json & CommandPattern {
  return isObject(value) && isArray(value["programs"]) && isArray(value["operands"]);
}

export function isPathRule(value: Json): value is Json & PathRule {
  return isRule(value) && isObject(value) && isArray(value["paths"]) && isArray(value["access"]);
}

export function isPermissionRule(value: Json): value is Json & PermissionRule {
  return isRule(value) && isObject(value) && isArray(value["entries"]);
}

export function isEgress(value: Json): value is Json & readonly EgressRule[] {
  return isRuleList(value);
}

export function isPrograms(value: Json): value is Json & RuleBundle["programs"] & JsonObject {
  return isObject(value);
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
    format === 3 &&
    typeof version === "string" &&
    typeof digest === "string" &&
    digest.length === 64
  );
}

function hasRules(value: JsonObject): boolean {
  return (
    isRuleList(value["tools"]) &&
    isObject(value["sources"]) &&
    isArray(value["secretKeywords"]) &&
    isArray(value["hijackingVariables"]) &&
    typeof value["conditional"] === "boolean"
  );
}

function isLineCounts(value: Json | undefined): value is JsonObject & LineCounts {
  if (!isObject(value) || !isArray(value["patterns"])) return false;
  const { commands, paths, patterns, permissions = 0 } = value;
  return [commands, paths, permissions, ...patterns].every((count) => Number.isSafeInteger(count));
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  profile: ["standard", "strict", "observe"],
  mode: ["observe", "warn", "enforce"],
  onFailure: ["deny", "ask"],
  onPartial: ["allow", "ask", "deny"],
  onUnprotected: ["allow", "deny"],
  unlisted: ["none", "ask", "deny"],
  unlistedTools: ["none", "ask", "deny"],
  unlistedHosts: ["none", "ask", "deny"],
};

function isPolicy(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const isChosen = Object.entries(CHOICES).every(([key, choices]) => isOneOf(value[key], choices));
  return (
    isChosen &&
    isObject(value["ruleModes"]) &&
    isObject(value["ruleEnforceFrom"]) &&
    areEngines(value["engines"]) &&
    isTaint(value["taint"]) &&
    isCount(value, "deadlineMs") &&
    isCount(value, "spoolQuotaBytes")
  );
}

/** Most policies have none. A word that nobody knows would switch one off, or make its failure nothing. */
function areEngines(value: Json | undefined): boolean {
  if (value === undefined) return true;
  return isArray(value) && value.every(isEngine);
}

/** A word that nobody knows would ask about nothing. */
function isTaint(value: Json | undefined): boolean {
  if (value === undefined) return true;
  if (!isObject(value) || !isCount(value, "minutes")) return false;
  const { askFor } = value;
  return isArray(askFor) && askFor.every((call) => isOneOf(call, ["upload", "request", "warned"]));
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

export function isClassifier(value: Json): value is JsonObject & InjectionModel {
  const numbers = ["bits", "window", "padding", "bias", "scale"];
  return (
    isObject(value) &&
    ["weights", "rarities", "classes"].every((key) => typeof value[key] === "string") &&
    numbers.every((key) => typeof value[key] === "number")
  );
}

export function isIndex(value: Json): value is JsonObject & RuleIndex {
  const texts = ["programs", "segments", "dynamic", "floating"];
  return (
    isObject(value) &&
    texts.every((key) => typeof value[key] === "string") &&
    isObject(value["programGlobs"])
  );
}
