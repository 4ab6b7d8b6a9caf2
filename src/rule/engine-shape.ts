import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import { isOneOf } from "./is-one-of.ts";

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  run: ["always", "on_candidate", "after"],
  onFailure: ["deny", "ask", "warn", "ignore"],
  outcome: ["deny", "ask", "warn"],
};

/** Whether a value of a bundle is an engine's policy: of one that is not, nobody would know that it is off. */
export function isEngine(value: Json): boolean {
  if (!isObject(value)) return false;
  const { deadlineMs } = value;
  return (
    Object.entries(CHOICES).every(([key, known]) => isOneOf(value[key], known)) &&
    typeof deadlineMs === "number" &&
    Number.isSafeInteger(deadlineMs) &&
    deadlineMs > 0 &&
    isOfItsKind(value)
  );
}

function isOfItsKind(value: JsonObject): boolean {
  switch (value["name"]) {
    case "gitleaks":
    case "trufflehog":
      return isScanner(value);
    case "lakera":
      return isService(value) && isLevel(value["blockAt"]) && isText(value["projectId"] ?? "");
    case "llm-guard":
      return isService(value) && isLlmGuard(value);
    default:
      return false;
  }
}

function isScanner({ path, config, version, onlyVerified }: JsonObject): boolean {
  return [path, config].every(isText) && isObject(version) && typeof onlyVerified === "boolean";
}

function isService({ url, keyFile = "", caFile = "", roles }: JsonObject): boolean {
  return [url, keyFile, caFile].every(isText) && isArray(roles) && roles.every(isText);
}

function isLlmGuard({ threshold, thresholds, mask, answersTo }: JsonObject): boolean {
  return (
    typeof threshold === "number" &&
    isObject(thresholds) &&
    Object.values(thresholds).every((each) => typeof each === "number") &&
    typeof mask === "boolean" &&
    isOneOf(answersTo, ["output", "prompt"])
  );
}

function isLevel(value: Json | undefined): boolean {
  return typeof value === "number" && value >= 1 && value <= 5;
}

function isText(value: Json | undefined): boolean {
  return typeof value === "string";
}
