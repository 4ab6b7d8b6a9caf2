import { describe, expect, test } from "vitest";
import { isAllowlisted } from "../../../src/check/secret/gitleaks/apply-allowlists.ts";
import { GITLEAKS } from "../../../src/check/secret/gitleaks/dialect.ts";
import type { SecretAllowlist } from "../../../src/model/rule.ts";

const list = (more: Partial<SecretAllowlist>): SecretAllowlist => ({
  condition: "or",
  regexes: [],
  regexTarget: "secret",
  paths: [],
  stopwords: [],
  ...more,
});
const candidate = {
  secret: "Abc123",
  match: 'key = "Abc123"',
  line: () => '  key = "Abc123" # test',
  path: "/repo/test/a.js",
};
const regex = (source: string) => ({ source, flags: "" });

describe("isAllowlisted", () => {
  test.each([
    ["the secret", "secret", "^Abc"],
    ["the match", "match", "^key"],
    ["the line", "line", "# test$"],
  ] as const)("looks at %s when told to", (_, regexTarget, source) => {
    expect(
      isAllowlisted([list({ regexTarget, regexes: [regex(source)] })], candidate, GITLEAKS),
    ).toBe(true);
    expect(
      isAllowlisted([list({ regexTarget, regexes: [regex("other")] })], candidate, GITLEAKS),
    ).toBe(false);
  });

  test("finds a stopword in any case", () => {
    expect(isAllowlisted([list({ stopwords: ["abc"] })], candidate, GITLEAKS)).toBe(true);
  });

  test("needs one thing with or, everything with and", () => {
    const both = { stopwords: ["abc"], paths: [regex("other")] };
    expect(isAllowlisted([list(both)], candidate, GITLEAKS)).toBe(true);
    expect(isAllowlisted([list({ ...both, condition: "and" })], candidate, GITLEAKS)).toBe(false);
    const met = { stopwords: ["abc"], paths: [regex("/test/")], condition: "and" as const };
    expect(isAllowlisted([list(met)], candidate, GITLEAKS)).toBe(true);
  });

  test("allows nothing with an empty list, whatever its condition", () => {
    expect(isAllowlisted([list({}), list({ condition: "and" })], candidate, GITLEAKS)).toBe(false);
  });

  test("allows nothing by path when there is none", () => {
    const nowhere = { ...candidate, path: undefined };
    expect(isAllowlisted([list({ paths: [regex("")] })], nowhere, GITLEAKS)).toBe(false);
  });
});
