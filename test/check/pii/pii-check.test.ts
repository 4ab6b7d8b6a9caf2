import { describe, expect, test } from "vitest";
import { MAX_OBSERVED } from "../../../src/check/pii/bound-observed.ts";
import { MAX_PLACES, MAX_TOLD } from "../../../src/check/pii/tell-values.ts";
import { spansOf } from "../../../src/model/finding.ts";
import { bundleWith, inspectText, inspectTexts, ruleOf, shipped } from "./support.ts";
import { piiCheck } from "../../../src/check/pii/pii-check.ts";

const slot = ["tool_response", "stdout"];
const CARD = "4539 1488 0343 6467";

describe("what a finding says", () => {
  test("tells the kind and the length of a value and nothing of the value", () => {
    const [finding, ...others] = inspectText(`a\nb = "${CARD}"\n`);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "pii/payment-card",
      check: "pii",
      outcome: "deny",
      confidence: "high",
      at: { field: "tool_input.content", line: 2, column: 6 },
      evidence: { masked: "payment-card …(16)" },
      why: "a payment card number in what would be written (line 2, column 6)",
    });
    expect(JSON.stringify(finding)).not.toMatch(/4539|6467/);
    expect(finding).not.toHaveProperty("span");
  });

  test("names the stretch to mask where the text stands in the event", () => {
    const [finding] = inspectText(`card: ${CARD}.`, { role: "output", slot });
    expect(finding?.span).toEqual({ slot, start: 6, end: 25, label: "[pii: payment-card]" });
  });

  test("masks only the value of a key", () => {
    const [finding] = inspectText('{"passport": "533380006"}', { role: "output", slot });
    expect(finding?.span).toMatchObject({ start: 14, end: 23 });
  });

  test.each([
    ["output", slot, "warn"],
    ["output", undefined, "deny"],
    ["argument", slot, "deny"],
    ["command", undefined, "deny"],
  ] as const)("a rule that denies comes to, in %s with slot %j, %s", (role, place, outcome) => {
    const more = place === undefined ? { role } : { role, slot: place };
    expect(inspectText("n 123456", more, [ruleOf({ outcome: "deny" })])[0]?.outcome).toBe(outcome);
  });
});

describe("which values count", () => {
  test("a rule looks at the texts of its roles only", () => {
    const rules = [ruleOf({ roles: ["output"] })];
    expect(inspectText("123456", { role: "written" }, rules)).toEqual([]);
    expect(inspectText("123456", { role: "output" }, rules)).toHaveLength(1);
  });

  test("an excepted value passes, however it is grouped", () => {
    const rules = [
      ruleOf({ patterns: [{ source: "[0-9]{3}-?[0-9]{3}", flags: "" }], except: ["1234*"] }),
    ];
    expect(inspectText("123-456 and 123499", {}, rules)).toEqual([]);
    expect(inspectText("129-456", {}, rules)).toHaveLength(1);
  });

  test("one finding for a stretch that two patterns of a rule match", () => {
    const patterns = [
      { source: "[0-9]{6}", flags: "" },
      { source: "[0-9]{3}[0-9]{3}", flags: "" },
    ];
    expect(inspectText("123456", {}, [ruleOf({ patterns })])).toHaveLength(1);
  });

  test("an account number ends where the words behind it begin", () => {
    const text = "IBAN DE75 5121 0800 1245 1261 99 BIC SOGEDEFF";
    const found = inspectText(text, { role: "output", slot });
    const iban = found.find(({ rule }) => rule === "pii/iban");
    expect(iban?.span).toMatchObject({ start: 5, end: 32 });
  });

  test("a card number in JSON inside JSON is found", () => {
    const text = JSON.stringify({ log: `paid\n${CARD}\nthanks` });
    expect(inspectText(text).map(({ rule }) => rule)).toEqual(["pii/payment-card"]);
  });
});

test("an exception for the file leaves one finding that decides and masks nothing", () => {
  const exceptions = [{ id: "samples", expires: 2e12, paths: ["/srv/samples/**"] }];
  const rules = [ruleOf({ outcome: "deny", exceptions })];
  const inside = inspectText("123456 654321", { slot, path: "/srv/samples/a.csv" }, rules);
  expect(inside).toHaveLength(1);
  expect(inside[0]).toMatchObject({ outcome: "allow", exception: "samples" });
  expect(inside[0]).not.toHaveProperty("span");
  expect(inspectText("123456", { slot, path: "/srv/a.csv" }, rules)[0]?.outcome).toBe("deny");
});

describe("bounds", () => {
  const numbers = (count: number): string =>
    Array.from({ length: count }, (_, nth) => String(100_000 + nth)).join("\n");

  test("the last finding of many values has the places of all that follow, so that each is masked", () => {
    const found = inspectText(numbers(MAX_TOLD + 30), { role: "output", slot }, [ruleOf()]);
    expect(found).toHaveLength(MAX_TOLD);
    const spans = found.flatMap(spansOf);
    expect(spans.map(({ end, start }) => end - start)).toEqual(Array(MAX_TOLD + 30).fill(6));
  });

  test("past the bound the last place takes in all that follow", () => {
    const text = numbers(MAX_PLACES + 30);
    const found = inspectText(text, { role: "output", slot }, [ruleOf()]);
    expect(found).toHaveLength(MAX_TOLD);
    expect(found.flatMap(spansOf)).toHaveLength(MAX_PLACES);
    expect(found.flatMap(spansOf).at(-1)?.end).toBe(text.length);
  });

  test("what only goes on the record is told a few times, with the place of each in what is called", () => {
    const record = ruleOf({ actions: { argument: "record" } });
    const texts = Array.from({ length: 30 }, (_, nth) => {
      const place = ["tool_input", `a${nth}`];
      return {
        text: "123456",
        role: "argument",
        slot: place,
        at: { field: place.join(".") },
      } as const;
    });
    const found = inspectTexts(texts, [record]);
    expect(found).toHaveLength(MAX_OBSERVED);
    expect(found.flatMap(spansOf)).toHaveLength(30);
  });

  test("a rule that only observes tells a few of its values, and one that is in force all of them", () => {
    const texts = Array.from({ length: 30 }, () => ({ text: "123456" }));
    const observed = { ruleModes: { "pii/number": "observe" } } as const;
    expect(inspectTexts(texts, [ruleOf()], observed)).toHaveLength(MAX_OBSERVED);
    expect(inspectTexts(texts, [ruleOf()])).toHaveLength(30);
  });
});

test("the rules are not asked for where no text has three digits or an @", () => {
  const bundle = bundleWith([]);
  Object.defineProperty(bundle, "pii", {
    get: () => {
      throw new Error("asked for");
    },
  });
  const inspect = (text: string) => {
    const surface = { kind: "text", role: "written", text, at: { field: "x" } } as const;
    const action = { surfaces: [surface], coverage: { complete: true, gaps: [] } };
    const machine = { home: "/", realPath: (name: string) => name, readText: () => undefined };
    return piiCheck.inspect(action, bundle, machine);
  };
  expect(inspect("no digits but 1 and 2")).toEqual([]);
  expect(() => inspect("1 2 3")).toThrow("asked for");
  expect(() => inspect("a@b")).toThrow("asked for");
});

describe("the shipped rules", () => {
  test.each([
    ["timestamps", '{"ts":1763881200000,"us":1763881200000000,"at":"2026-11-23T07:10:23.123Z"}'],
    ["hashes", "sha256: 4539148803436467453914880343646745391488034364674539148803436467"],
    ["UUIDs", "45391488-0343-4467-8539-148803436467"],
    ["versions", "chrome/141.0.7390.122 node v26.10.0 4.5391.4880.3436"],
    ["IP addresses", "10.0.0.1 192.168.100.200:5432 2001:db8:4539:1488:0343:6467:0:1"],
    ["order ids", "order-4539148803436467 /orders/4539148803436467 ORD4539148803436467"],
    ["floats", "x: 0.4539148803436467, y: -4.539148803436467e+16, z: 12.4539148803436467"],
    ["CSS", "#453914;width:45.39148803436467%;transform:matrix(4539,1488,343,6467,0,0)"],
    ["arithmetic", "Math.sin(193456787) + 1+14158675301 - 536228471"],
    ["integrity", '"integrity": "sha512-XYZ12345678Z+DE75512108001245126199/NL02ABNA0123456789=="'],
    ["test cards", "4242 4242 4242 4242, 5555-5555-5555-4444, 378282246310005, 4000002500003155"],
    [
      "example numbers",
      "SSN 078-05-1120, ssn 123-45-6789, NINO QQ123456C, IBAN GB29NWBK60161331926819",
    ],
    ["example contacts", "ann@example.com, root@db.test, +1 202 555 0123, (415) 555-0199"],
  ])("find nothing in %s", (_, text) => {
    expect(inspectText(text, { role: "output" }).map(({ rule }) => rule)).toEqual([]);
  });

  test("find every kind in one export of customers", () => {
    const text = [
      "customer;ssn;iban;card",
      "1;536-22-8471;NL02ABNA0123456789;4539 1488 0343 6467",
      "2;536-22-8472;DE75512108001245126199;5301250070000191",
    ].join("\n");
    const counts = Map.groupBy(inspectText(text), ({ rule }) => rule);
    expect([...counts].map(([rule, found]) => [rule, found.length])).toEqual([
      ["pii/payment-card", 2],
      ["pii/iban", 2],
      ["pii/us-ssn", 2],
    ]);
  });

  test("tell nobody of telephone numbers, addresses and dates of birth in the standard profile", () => {
    const silent = shipped
      .filter(({ actions }) => Object.values(actions ?? {}).every((action) => action === "record"))
      .map(({ id }) => id);
    expect(silent).toEqual([
      "pii/date-of-birth",
      "pii/phone",
      "pii/phone-national",
      "pii/email",
      "pii/address",
      "pii/address-field",
      "pii/address-column",
    ]);
    const text = "Author: Ann Lee <ann@initech.com>, +49 30 901820\ndob: 1984-03-12";
    const found = inspectText(text, { role: "output", slot });
    expect(found.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      "pii/date-of-birth allow",
      "pii/phone allow",
      "pii/email allow",
    ]);
  });
});
