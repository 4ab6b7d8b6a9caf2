import { expect, test } from "vitest";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";

test("expands BECH32 into the characters of BIP 173, in upper case", () => {
  expect(expandTemplate("AGE-SECRET-KEY-1{BECH32:58}")).toMatch(
    /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/,
  );
});

test("expands a length of nothing, which parts a literal that no file may hold", () => {
  expect(expandTemplate("AK{x:0}IA")).toBe(["AK", "IA"].join(""));
});

test("leaves braces alone that are no template", () => {
  expect(expandTemplate("{token} ${HOME} {{ x }} {nothing:3}")).toBe(
    "{token} ${HOME} {{ x }} {nothing:3}",
  );
});
