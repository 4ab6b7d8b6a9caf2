import { describe, expect, test } from "vitest";
import { readInjection } from "../../../src/rule/build/compile/read-injection.ts";

const rule = (more: string) => `injection:
  - id: injection/x
    why: the text is bad
    instead: ask
    severity: high
    outcome: deny
    maturity: stable
${more}`;
const EXAMPLES = '    examples: { deny: ["bad  Words"], allow: ["words"] }\n';

describe("readInjection", () => {
  test("compiles a rule, with blanks that also stand for line breaks", () => {
    const [compiled] = readInjection(rule(`    patterns: ["bad words"]\n${EXAMPLES}`), "i.yaml");
    expect(compiled).toMatchObject({
      id: "injection/x",
      detector: "pattern",
      roles: ["prompt", "argument", "written", "file", "output"],
      patterns: [{ source: "bad[ \\u000a]words", flags: "" }],
    });
    expect(compiled).not.toHaveProperty("examples");
  });

  test("leaves blanks in brackets", () => {
    const [compiled] = readInjection(rule(`    patterns: ["bad[ x]words"]\n${EXAMPLES}`), "i.yaml");
    expect(compiled?.patterns[0]?.source).toBe("bad[ x]words");
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
    [
      "an example that is not found",
      `    patterns: ["worse"]\n${EXAMPLES}`,
      'i.yaml:9:24: injection/x: does not find "bad  Words"',
    ],
    [
      "an example that is found",
      `    patterns: ["words"]\n${EXAMPLES}`,
      'i.yaml:9:47: injection/x: finds something in "words"',
    ],
  ])("places a mistake: %s", (_, more, message) => {
    expect(() => readInjection(rule(more), "i.yaml")).toThrow(message);
  });
});
