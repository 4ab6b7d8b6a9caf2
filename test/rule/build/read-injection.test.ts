import { describe, expect, test } from "vitest";
import {
  readInjection,
  runInjectionExamples,
} from "../../../src/rule/build/compile/read-injection.ts";

const rule = (more: string) => `injection:
  - id: injection/x
    why: the text is bad
    instead: ask
    severity: high
    outcome: deny
    maturity: stable
${more}`;
const read = (text: string) => readInjection({ text, file: "i.yaml" }, "standard");
const EXAMPLES = '    examples: { deny: ["bad  Words"], allow: ["words"] }\n';

describe("readInjection", () => {
  test("compiles a rule, with blanks that also stand for line breaks", () => {
    const [built] = read(rule(`    patterns: ["bad words"]\n${EXAMPLES}`));
    expect(built?.rule).toMatchObject({
      id: "injection/x",
      detector: "pattern",
      roles: ["prompt", "argument", "written", "file", "output"],
      patterns: [{ source: "bad[ \\u000a]words", flags: "" }],
    });
    expect(built?.rule).not.toHaveProperty("examples");
  });

  test("leaves blanks in brackets", () => {
    const [built] = read(rule(`    patterns: ["bad[ x]words"]\n${EXAMPLES}`));
    expect(built?.rule.patterns[0]?.source).toBe("bad[ x]words");
  });

  test.each([
    ["an unknown key", `    pattern: ["a"]\n${EXAMPLES}`, 'i.yaml:8:5: unknown key "pattern"'],
    ["no pattern", EXAMPLES, "a rule has patterns, or a detector of its own"],
    ["a slow pattern", `    patterns: ["(a+)+b"]\n${EXAMPLES}`, "i.yaml:8:16: pattern: could take"],
    [
      "a pattern that is not RE2",
      `    patterns: ["(?=a)"]\n${EXAMPLES}`,
      "i.yaml:8:16: pattern: RE2 has no",
    ],
  ])("places a mistake: %s", (_, more, message) => {
    expect(() => read(rule(more))).toThrow(message);
  });

  test("holds a rule to its examples, in both directions", () => {
    const lying = 'examples: { deny: ["fine"], allow: ["bad words"] }';
    const [built] = read(rule(`    patterns: ["bad words"]\n    ${lying}\n`));
    const results = built === undefined ? [] : runInjectionExamples(built, undefined);
    expect(results.map(({ problem, place }) => [place.line, place.column, problem])).toEqual([
      [9, 24, "is not caught by its rule"],
      [9, 41, "is caught by its rule"],
    ]);
  });
});
