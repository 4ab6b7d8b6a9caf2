import type { z } from "zod";
import { profile } from "../schema/meta.ts";
import { describePath, findGiven, givenAt } from "./given-value.ts";
import { nearest } from "./nearest.ts";
import type { PlacedSource } from "./placed-source.ts";
import { refuseProto } from "./refuse-proto.ts";
import { RuleError, RuleErrors } from "./rule-error.ts";

/**
 * The value of a file, validated.
 *
 * @param keys Every key that a rule file may have, for "did you mean".
 * @throws RuleErrors with one error for each mistake.
 */
export function validate<T>(
  source: PlacedSource,
  schema: z.ZodType<T>,
  keys: readonly string[],
): T {
  refuseProto(source);
  const result = schema.safeParse(source.value, { reportInput: false });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => toErrors(issue, source, keys));
  // One value that stands for every profile is wrong in each of them.
  throw new RuleErrors([...new Map(errors.map((error) => [error.message, error])).values()]);
}

function toErrors(
  issue: z.core.$ZodIssue,
  source: PlacedSource,
  keys: readonly string[],
): RuleError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const problem = unknownKey(key, keys, issue.path);
      return new RuleError(source.placeOfKey(issue.path, key), problem);
    });
  }
  if (issue.code === "invalid_key") return [toKeyError(issue, source)];
  const path = findGiven(source.value, issue.path);
  const where = describePath(source.value, path);
  const problem = describeIssue(issue, givenAt(source.value, path));
  const isMissing = problem === MISSING && path.length > 0;
  const text = isMissing ? `${where} ${MISSING}` : `${where === "" ? "" : `${where}: `}${problem}`;
  return [new RuleError(source.placeOf(path), text)];
}

/** What stands in one kind of file, and whose key is met in another. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  injection: "its rules stand in a file whose name begins with injection",
  commands: "a file whose name begins with injection holds only that kind of rules",
};

/** The keys of what stands by profile. */
const PROFILES = profile.options;

function unknownKey(key: string, keys: readonly string[], path: readonly PropertyKey[]): string {
  const elsewhere = path.length === 0 && Object.hasOwn(ELSEWHERE, key) ? ELSEWHERE[key] : undefined;
  if (elsewhere !== undefined) return `unknown key "${key}": ${elsewhere}`;
  const meant = nearest(key, [...keys, ...PROFILES]);
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  return `unknown key "${key}"${hint}`;
}

/** A key of a map that takes only some. */
function toKeyError(issue: z.core.$ZodIssueInvalidKey, source: PlacedSource): RuleError {
  const map = issue.path.slice(0, -1);
  const key = String(issue.path.at(-1));
  const place = source.placeOfKey(map, key);
  const where = describePath(source.value, map);
  const problem = issue.issues[0]?.message ?? "must be another";
  return new RuleError(place, `${where}: the key "${key}": ${problem}`);
}

const MISSING = "is missing";

/** zod's own words in ours; a message that a schema gives is left as it is. */
function describeIssue(issue: z.core.$ZodIssue, given: unknown): string {
  const isOwn = !/^(?:Invalid|Too) /.test(issue.message);
  if (isOwn) return issue.message;
  if (given === undefined) return MISSING;
  if (issue.code === "invalid_value") return describeChoice(issue.values.map(String), given);
  if (issue.code === "invalid_type") return `must be ${withArticle(issue.expected)}`;
  if (issue.code === "too_small" && issue.minimum === 1) return "must not be empty";
  return issue.message;
}

function describeChoice(values: readonly string[], given: unknown): string {
  const meant = typeof given === "string" ? nearest(given, values) : undefined;
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  return `must be ${values.join(" or ")}${hint}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list: [...]",
  object: "a map of keys and values",
  record: "a map of keys and values",
  string: "a text; put it in quotes where it looks like a number, a day or true",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function withArticle(expected: string): string {
  return Object.hasOwn(TYPES, expected) ? (TYPES[expected] ?? expected) : expected;
}
