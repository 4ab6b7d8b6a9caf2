import { expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { bundleOf, inspectText, shipped, surfaceOf } from "../check/secret/support.ts";
import { ask, describeScanners, githubToken, makeToken, policyOf } from "./scanners.ts";

const gitleaks = policyOf("gitleaks");
const ours = policyOf("gitleaks", { config: "toolgate" });

/** What a span covers. */
const covered = (text: string, { span }: Finding): string =>
  text.slice(span?.start ?? 0, span?.end ?? 0);

describeScanners("the real gitleaks", () => {
  test("finds a token, says where, and tells nothing of it but its length", async () => {
    const token = githubToken();
    const text = `one\nüñ token = ${token} end\nthree`;
    const { findings, ...report } = await ask(gitleaks, [text]);
    expect(findings).toMatchObject([
      {
        rule: "secret/gitleaks.github-pat",
        check: "secret",
        severity: "high",
        outcome: "deny",
        at: { field: "tool_input.content", line: 2, column: 12 },
        why: "a secret of the kind github-pat (found by gitleaks) in what would be written (line 2, column 12); the model has it already",
        evidence: { masked: "…(40)" },
        engine: "gitleaks",
      },
    ]);
    expect(findings.map((finding) => covered(text, finding))).toEqual([token]);
    expect(JSON.stringify(findings)).not.toContain(token);
    expect(report).toMatchObject({
      engine: "gitleaks",
      run: "always",
      version: "8.30.1",
      texts: 1,
    });
    expect(report.failure).toBeUndefined();
    expect(report.took).toBeGreaterThan(0);
  });

  test("finds nothing in an innocent text", async () => {
    const { findings, failure } = await ask(gitleaks, ["const key = process.env.API_KEY;\n"]);
    expect([findings, failure]).toEqual([[], undefined]);
  });

  test("looks at several texts at once and tells them apart", async () => {
    const [one, two] = [githubToken(), githubToken()];
    const at = (field: string) => ({ slot: ["tool_input", field], at: { field } });
    const texts = [`a ${one}`, "nothing", `b\nb ${two}`].map((text, index) =>
      surfaceOf(text, at(String(index))),
    );
    const { findings } = await ask(gitleaks, texts);
    expect(findings.map((finding) => finding.at)).toEqual([
      { field: "0", line: 1, column: 3 },
      { field: "2", line: 2, column: 3 },
    ]);
  });

  test("looks at the whole of a long text, the 50,001st line too", async () => {
    const token = githubToken();
    const text = `${"const value = compute(alpha)\n".repeat(50_000)}t = ${token}\n`;
    const { findings } = await ask(gitleaks, [text]);
    expect(findings.map((finding) => finding.at.line)).toEqual([50_001]);
  });

  test.each(["gitleaks:allow", "#gitleaks:allow"])(
    "is not told to look away by %s",
    async (word) => {
      const { findings } = await ask(gitleaks, [`t = ${githubToken()} ${word}\n`]);
      expect(findings).toHaveLength(1);
    },
  );

  test.each([
    ["an archive", "PK\u0003\u0004"],
    ["a picture", "\u0089PNG\r\n\u001a\n"],
    ["a PDF", "%PDF-1.7\n"],
  ])("is not made to look away by what %s begins with", async (_name, magic) => {
    const { findings } = await ask(gitleaks, [`${magic}\nt = ${githubToken()}\n`]);
    expect(findings).toHaveLength(1);
  });

  test("masks the whole line where the secret does not stand in it as it is", async () => {
    const encoded = Buffer.from(`token = "${githubToken()}"`).toString("base64");
    const text = `one\nx = "${encoded}"\nthree`;
    const { findings } = await ask(gitleaks, [text]);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.map((finding) => covered(text, finding))).toContain(`x = "${encoded}"\n`);
  });

  test("only masks in what a tool has answered", async () => {
    const slot = ["tool_response", "stdout"];
    const output = surfaceOf(`t = ${githubToken()}`, { role: "output", slot });
    const { findings } = await ask(gitleaks, [output]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(["warn"]);
  });

  test("asks at most about what only its name makes a secret", async () => {
    const { findings } = await ask(gitleaks, [`secret: "${makeToken(40)}"\n`]);
    expect(findings).toMatchObject([
      { rule: "secret/gitleaks.generic-api-key", outcome: "ask", severity: "medium" },
    ]);
  });

  test("under our own rules finds by their names and words", async () => {
    const rule = shipped.rules.find(({ id }) => id === "secret/github-pat");
    const bundle = bundleOf(shipped);
    const { findings } = await ask(ours, [`t = ${githubToken()}\n`], { bundle });
    expect(findings).toMatchObject([
      { rule: "secret/github-pat", outcome: rule?.outcome, evidence: { masked: "ghp_…(40)" } },
    ]);
  });

  test("under our own rules adds nothing to what the embedded check has told", async () => {
    const text = `t = ${githubToken()}\n`;
    const slot = ["tool_input", "content"];
    const findings = inspectText(text, { slot });
    expect(findings.map(({ rule }) => rule)).toEqual(["secret/github-pat"]);
    const report = await ask(ours, [text], { bundle: bundleOf(shipped), findings });
    expect([report.findings, report.failure]).toEqual([[], undefined]);
  });

  test("under its own rules adds nothing to a denial of the same stretch either", async () => {
    const text = `t = ${githubToken()}\n`;
    const findings = inspectText(text, { slot: ["tool_input", "content"] });
    expect((await ask(gitleaks, [text], { findings })).findings).toEqual([]);
    const milder = findings.map((finding) => Object.assign(finding, { outcome: "ask" as const }));
    expect((await ask(gitleaks, [text], { findings: milder })).findings).toHaveLength(1);
  });

  test("under our own rules leaves out a rule that is not of the profile, or not in force here", async () => {
    const rules = shipped.rules.filter(({ id }) => id !== "secret/github-pat");
    const bundle = bundleOf({ ...shipped, rules });
    expect((await ask(ours, [`t = ${githubToken()}\n`], { bundle })).findings).toEqual([]);
  });

  test("says why a configuration that is none stops it", async () => {
    const { failure, findings } = await ask(
      policyOf("gitleaks", { config: import.meta.filename }),
      ["text"],
    );
    expect(failure).toBe("it ended with exit code 1");
    expect(findings).toMatchObject([
      {
        rule: "self/engine-failed",
        outcome: "deny",
        why: "the engine gitleaks could not look at this (it ended with exit code 1)",
      },
    ]);
  });
});
