import { describe, expect, it } from "vitest";
import { buildWith, mistakesOf } from "./build-with.ts";

const meta = "why: no, instead: less, severity: low, outcome: deny, maturity: stable";

/** A rule over commands and one over paths, and an exception of one of them. */
function rules(rule: string, match: string, examples: string): Readonly<Record<string, string>> {
  return {
    "a.yaml": `commands:
  - { id: command/x, ${meta}, patterns: [frob], examples: { deny: [frob], allow: [fro] } }
paths:
  - { id: path/x, ${meta}, access: [read, write], paths: [/vault/**], examples: { deny: [read /vault/x], allow: [read /x] } }
`,
    "x.yaml": `exceptions:
  - id: one
    rule: ${rule}
    owner: Team
    reason: for a test
    expires: 2027-01-31
    match: ${match}
    examples: ${examples}
`,
  };
}

describe("what may be done to a path", () => {
  it("is compiled as it is said", () => {
    const match = "{ paths: [/vault/a], access: [write] }";
    const examples = "{ allow: [write /vault/a], deny: [read /vault/a] }";
    const { paths } = buildWith(rules("path/x", match, examples));
    expect(paths[0]?.exceptions).toMatchObject([{ paths: ["/vault/a"], access: ["write"] }]);
  });

  it.each([
    [
      "of a command",
      rules(
        "command/x",
        "{ run: [frob a], access: [read] }",
        "{ allow: [frob a], deny: [frob b] }",
      ),
      'match.access: a command rule is excepted by "run"',
    ],
    [
      "without a path",
      rules("path/x", "{ access: [read] }", "{ allow: [read /vault/a], deny: [read /vault/b] }"),
      'match: say by "paths" what the exception lets pass',
    ],
  ])("is refused %s", (_name, files, problem) => {
    expect(mistakesOf(files).join()).toContain(problem);
  });
});
