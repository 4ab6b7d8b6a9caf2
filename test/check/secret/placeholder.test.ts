import { describe, expect, test } from "vitest";
import { hasTokenBeside } from "../../../src/check/secret/placeholder.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";

const words = ["example", "1234567890", "xxxxx"];

describe("hasTokenBeside", () => {
  test.each([
    "{alnum:36}example",
    "example{hex:32}",
    "{alnum:18}example{alnum:18}",
    "xxxxx{lower:40}",
  ])("sees the token in %s", (template) => {
    expect(hasTokenBeside(words, expandTemplate(template))).toBe(true);
  });

  test.each([
    "AKIA{upper:9}EXAMPLE",
    "sk-example-key-for-the-manual",
    "1234567890abcdefghijklmnopqrs",
    "",
  ])("sees none in %j", (template) => {
    expect(hasTokenBeside(words, expandTemplate(template))).toBe(false);
  });
});
