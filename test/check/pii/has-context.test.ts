import { expect, test } from "vitest";
import { hasContext } from "../../../src/check/pii/has-context.ts";

function isNear(text: string, words: readonly string[], within = 20): boolean {
  const start = text.indexOf("777");
  return hasContext(text, { start, end: start + 3 }, { words, within });
}

test.each([
  "DNI: 777",
  "777 (dni)",
  "userDni=777",
  "dni_number: 777",
  "dniNumber: 777",
  "Nº DNI 777",
  "name,dni\nx,y\nz,z\nzzzzzzzzzzzzzzzzzzzzzzzzzzz,777",
])("finds the word near the value in %j", (text) => {
  expect(isNear(text, ["dni"])).toBe(true);
});

test.each([
  "midnight 777",
  "DNIEPER 777",
  "dni and so many words in between that it is far away 777",
  "x\ndni\nzzzzzzzzzzzzzzzzzzzzzzzzzzz,777",
])("does not find it in %j", (text) => {
  expect(isNear(text, ["dni"])).toBe(false);
});

test("takes no heading of a long first line", () => {
  expect(isNear(`dni ${"x".repeat(600)}\n777`, ["dni"])).toBe(false);
});

test("keeps in step with letters that are longer in lower case", () => {
  expect(isNear("İİİ dni 777", ["dni"])).toBe(true);
});
