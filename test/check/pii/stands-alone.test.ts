import { expect, test } from "vitest";
import { standsAlone } from "../../../src/check/pii/stands-alone.ts";

const isAlone = (text: string): boolean => {
  const start = text.indexOf("4111");
  return standsAlone(text, { start, end: start + 4 });
};

test.each([
  "4111",
  "4111.",
  "(4111)",
  "n=4111;",
  '"4111"',
  "a\n4111\nb",
  "'x','4111','y'",
  String.raw`{"log":"a\n4111\nb"}`,
  "- 4111",
  "4111 - 12",
])("takes it for a value of its own in %j", (text) => {
  expect(isAlone(text)).toBe(true);
});

test.each([
  "14111",
  "41112",
  "x4111",
  "4111e",
  "_4111",
  "0.4111",
  "4111.5",
  "ord-4111",
  "4111-ab",
  "/a/4111",
  "4111/2",
  "a+4111",
  "é4111",
  "4111٣",
])("takes it for a part of something longer in %j", (text) => {
  expect(isAlone(text)).toBe(false);
});
