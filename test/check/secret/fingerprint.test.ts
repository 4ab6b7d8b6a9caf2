import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isGuessable, toFingerprint } from "../../../src/check/secret/fingerprint.ts";
import { secretCheck } from "../../../src/check/secret/secret-check.ts";
import type { RuleException, SecretRules } from "../../../src/model/rule.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { bundleOf, machine, shipped, surfaceOf } from "./support.ts";

const token = expandTemplate("ghp_{alnum:36}");
const other = expandTemplate("ghp_{lowernum:36}");
const fingerprint = toFingerprint(token, {});

/** The shipped rules, with an exception for one of them. */
function rulesWith(exception: Partial<RuleException>): SecretRules {
  const own: RuleException = { id: "known", expires: Number.POSITIVE_INFINITY, ...exception };
  const rules = shipped.rules.map((rule) =>
    rule.id === "secret/github-pat" ? { ...rule, exceptions: [own] } : rule,
  );
  return { ...shipped, rules };
}

function judge(text: string, exception: Partial<RuleException>, path?: string) {
  const action = {
    surfaces: [surfaceOf(text, path === undefined ? {} : { path })],
    coverage: { complete: true, gaps: [] },
  };
  return secretCheck.inspect(action, bundleOf(rulesWith(exception)), machine);
}

const outcomes = (...args: Parameters<typeof judge>) =>
  judge(...args).map(({ outcome }) => outcome);

describe("a fingerprint", () => {
  test("is a keyed hash of the secret, under the company's key", () => {
    const key = "5a".repeat(32);
    const hex = createHmac("sha256", Buffer.from(key, "hex"))
      .update(`toolgate/fingerprint/1\n${token}`)
      .digest("hex");
    expect(toFingerprint(token, { fingerprintKey: key })).toBe(`fp1-${hex.slice(0, 32)}`);
    expect(toFingerprint(token, {})).not.toBe(`fp1-${hex.slice(0, 32)}`);
  });

  test.each([
    ["summer2024!", true],
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true],
    ["4929 1234 5678 9012", true],
    [token, false],
    [expandTemplate("{hex:32}"), false],
  ])("of %s can be found by trying: %s", (secret, guessable) => {
    expect(isGuessable(secret)).toBe(guessable);
  });

  test("is told of a token, and not of what could be guessed from it", () => {
    expect(judge(token, {})[0]?.evidence).toEqual({ masked: "ghp_…(40)", fingerprint });
    const named = `password = "${expandTemplate("{alnum:24}")}"`;
    expect(judge(named, {}).map(({ evidence }) => Object.keys(evidence))).toEqual([["masked"]]);
  });
});

describe("an exception by fingerprint", () => {
  const exception = { fingerprints: [fingerprint] };

  test("lets its secret pass, under whatever name, and stays on the record", () => {
    expect(judge(`token = "${token}"`, exception)).toMatchObject([
      { rule: "secret/github-pat", outcome: "allow", exception: "known" },
    ]);
    expect(outcomes(`${token}\n${token}`, exception)).toEqual(["allow"]);
  });

  test("and no other one, beside it either", () => {
    expect(outcomes(other, exception)).toEqual(["deny"]);
    expect(outcomes(`${token} ${other}`, exception)).toContain("deny");
    expect(outcomes(`${token}${token}`, exception)).not.toEqual(["allow"]);
  });

  test("not in another form than it has", () => {
    const encoded = Buffer.from(`my token ${token}`).toString("base64");
    expect(outcomes(encoded, exception)).toContain("deny");
  });

  test("with a path only there", () => {
    const placed = { fingerprints: [fingerprint], paths: ["/srv/app/**"] };
    expect(outcomes(token, placed, "/srv/app/test/a.ts")).toEqual(["allow"]);
    expect(outcomes(token, placed, "/srv/other/a.ts")).toEqual(["deny"]);
    expect(outcomes(token, placed)).toEqual(["deny"]);
    expect(outcomes(other, placed, "/srv/app/test/a.ts")).toEqual(["deny"]);
  });
});
