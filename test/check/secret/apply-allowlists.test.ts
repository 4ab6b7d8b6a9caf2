import { describe, expect, test } from "vitest";
import { isAllowlisted } from "../../../src/check/secret/apply-allowlists.ts";
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
    expect(isAllowlisted([list({ regexTarget, regexes: [regex(source)] })], candidate)).toBe(true);
    expect(isAllowlisted([list({ regexTarget, regexes: [regex("other")] })], candidate)).toBe(
      false,
    );
  });

  test("finds a stopword in any case", () => {
    expect(isAllowlisted([list({ stopwords: ["abc"] })], candidate)).toBe(true);
  });

  test("needs one thing with or, everything with and", () => {
    const both = { stopwords: ["abc"], paths: [regex("other")] };
    expect(isAllowlisted([list(both)], candidate)).toBe(true);
    expect(isAllowlisted([list({ ...both, condition: "and" })], candidate)).toBe(false);
    const met = { stopwords: ["abc"], paths: [regex("/test/")], condition: "and" as const };
    expect(isAllowlisted([list(met)], candidate)).toBe(true);
  });

  test("allows nothing with an empty list, whatever its condition", () => {
    expect(isAllowlisted([list({}), list({ condition: "and" })], candidate)).toBe(false);
  });

  test("allows nothing by path when there is none", () => {
    const nowhere = { ...candidate, path: undefined };
    expect(isAllowlisted([list({ paths: [regex("")] })], nowhere)).toBe(false);
  });
});
