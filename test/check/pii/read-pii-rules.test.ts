import { expect, test } from "vitest";
import { compile } from "./support.ts";

function source(more: string): string {
  return `pii:
  - id: pii/x
    why: it is one
    instead: leave it out
    severity: low
    outcome: warn
    maturity: stable
    examples: { deny: [a], allow: [b] }
    ${more}
`;
}

test.each([
  ["[0-9]{6}", { of: "digit", count: 6, within: 6 }],
  ["E-[0-9]{2} ?[0-9]{2}", { of: "digit", count: 4, within: 7 }],
  ["(?:[0-9]{3}|[A-Z]{9}[0-9]{5})", { of: "digit", count: 3, within: 14 }],
  ["[a-z]{1,9}@[a-z]{1,9}", { of: "@", count: 1, within: 19 }],
  ["[0-9]{3}x*", undefined],
  ["(?m)^[0-9]{3}", undefined],
])("%s is looked for around %j", (pattern, anchor) => {
  const [rule] = compile(source(`patterns: ['${pattern}']`));
  expect(rule?.patterns.map((each) => each.anchor)).toEqual([anchor]);
});

test.each(["[a-z]+", "[0-9]{2}", "[0-9]{3}|[a-z]{8}", "[0-9a-f]{32}", "(?:[0-9]{6})?x", "[^ ]{9}"])(
  "refuses %s, which matches texts that are never looked at",
  (pattern) => {
    expect(() => compile(source(`patterns: ['${pattern}']`))).toThrow(
      "pii.yaml:9:16: pattern: must ask for 3 digits or an @",
    );
  },
);

test("a rule with keywords may ask for neither, and is looked for around them", () => {
  const [rule] = compile(source("patterns: ['ACME-[A-Z]{8}']\n    keywords: [acme-]"));
  expect(rule?.patterns[0]?.anchor).toEqual({ of: "keyword", count: 1, within: 13 + 60 + 5 });
  const [edges] = compile(source("patterns: ['(?m)^ACME']\n    keywords: [acme]"));
  expect(edges?.patterns[0]?.anchor).toBeUndefined();
});

test("what comes of a value is of the profile", () => {
  const actions = "actions: { output: { standard: mask, strict: deny }, prompt: { strict: deny } }";
  const [rule] = compile(source(`patterns: ['[0-9]{3}']\n    ${actions}`));
  expect(rule?.actions).toEqual({ output: "mask" });
});

test("refuses every pattern that is none, each at its place", () => {
  const text = source("patterns: ['[0-9]{3}(', '[0-9]{3}(?=x)']");
  expect(() => compile(text)).toThrow(/^pii\.yaml:9:16: .*\npii\.yaml:9:29: /);
});

test("a phrase of context stands for every way of joining its words, an exception for its plain form", () => {
  const [rule] = compile(
    source("patterns: ['[0-9]{3}']\n    context: [Soc Sec]\n    except: ['12-3?']"),
  );
  expect(rule?.context).toEqual(["soc sec", "soc_sec", "soc-sec", "socsec"]);
  expect(rule?.except).toEqual(["123?"]);
});

test("a value is excepted with * and ?, not with a class", () => {
  const text = source("patterns: ['[0-9]{3}']\n    except: ['[0-9]*']");
  expect(() => compile(text)).toThrow("takes * and ? only");
});
