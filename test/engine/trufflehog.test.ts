import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { isTold } from "../../src/engine/scanner/is-told.ts";
import type { ScannerPolicy } from "../../src/model/engine.ts";
import type { Finding } from "../../src/model/finding.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { inspectText, surfaceOf } from "../check/secret/support.ts";
import { ask, describeScanners, githubToken, makePlace, makeToken, policyOf } from "./scanners.ts";

const trufflehog = policyOf("trufflehog", { outcome: "ask" });

const covered = (text: string, { span }: Finding): string =>
  text.slice(span?.start ?? 0, span?.end ?? 0);

describeScanners("the real TruffleHog", () => {
  test("finds a token wherever it stands, verified by nobody, and tells nothing of it", async () => {
    const token = githubToken();
    const text = `one\nüñ token = ${token} end\nthree ${token}`;
    const { findings, ...report } = await ask(trufflehog, [text]);
    expect(findings).toMatchObject([
      {
        rule: "secret/trufflehog.Github",
        severity: "high",
        outcome: "ask",
        at: { line: 2, column: 12 },
        why: "a secret of the kind Github (found by TruffleHog) in what would be written (line 2, column 12); the model has it already",
        engine: "trufflehog",
      },
      { at: { line: 3, column: 7 } },
    ]);
    expect(findings.map((finding) => covered(text, finding))).toEqual([token, token]);
    expect(findings.some((finding) => "verification" in finding)).toBe(false);
    expect(JSON.stringify(findings)).not.toContain(token);
    expect(report).toMatchObject({ engine: "trufflehog", version: "3.90.0", texts: 1 });
  });

  test("masks both parts of a pair, the id and the secret", async () => {
    const id = `${"AK"}IA${makeToken(16)
      .toUpperCase()
      .replaceAll(/[0189]/g, "X")}`;
    const secret = makeToken(40);
    const text = `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
    const { findings } = await ask(trufflehog, [text]);
    const found = findings.filter(({ rule }) => rule === "secret/trufflehog.AWS");
    expect(found.map((finding) => covered(text, finding))).toEqual([id, secret]);
  });

  test("finds nothing in an innocent text, and nothing from one text to the next", async () => {
    const key = makeToken(40);
    const texts = ["aws_access_key_id: see below", `const digest = "${key}";`];
    const { findings, failure } = await ask(trufflehog, texts);
    expect([findings, failure]).toEqual([[], undefined]);
  });

  test("looks at the whole of a long text, the 50,001st line too", async () => {
    const text = `${"const value = compute(alpha)\n".repeat(50_000)}t = ${githubToken()}\n`;
    const { findings, failure } = await ask(trufflehog, [text]);
    expect(failure).toBeUndefined();
    expect(findings.map((finding) => finding.at.line)).toEqual([50_001]);
  });

  test("is not told to look away by its own comment", async () => {
    const { findings } = await ask(trufflehog, [`t = ${githubToken()} # trufflehog:ignore\n`]);
    expect(findings).toHaveLength(1);
  });

  test.each([
    ["an archive", "PK\u0003\u0004"],
    ["a picture", "\u0089PNG\r\n\u001a\n"],
    ["gzip", "\u001f\u008b\b"],
  ])("is not made to look away by what %s begins with", async (_name, magic) => {
    const { findings, failure } = await ask(trufflehog, [`${magic}\nt = ${githubToken()}\n`]);
    expect(failure).toBeUndefined();
    expect(findings).toHaveLength(1);
  });

  test("masks all of a tool's answer where a secret does not stand in it as it is", async () => {
    const encoded = Buffer.from(`github token ${githubToken()}\n`).toString("base64");
    const text = `one\n${encoded}\nthree`;
    const slot = ["tool_response", "stdout"];
    const { findings } = await ask(trufflehog, [surfaceOf(text, { role: "output", slot })]);
    expect(findings.map((finding) => [finding.outcome, covered(text, finding)])).toEqual([
      ["warn", text],
    ]);
  });

  describe("verifies at a provider", () => {
    /** What was asked there, of a provider that answers with this code; 0: that is not there. */
    async function verify(statusCode: number, more: Partial<ScannerPolicy>) {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        request.on("data", (data: Buffer) => asked.push(data.toString()));
        request.on("end", () => response.writeHead(statusCode).end());
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      if (statusCode === 0) server.close();
      const config = path.join(makePlace(), "detectors.yaml");
      writeFileSync(config, detectorOf(`http://127.0.0.1:${port}/`));
      const token = `acme_${makeToken(32)}`;
      const policy = policyOf("trufflehog", { config, outcome: "warn", ...more });
      const report = await ask(policy, [`see ${token}`]);
      server.close();
      return { ...report, asked: asked.join().includes(token) };
    }

    const detectorOf = (endpoint: string): string => `detectors:
  - name: AcmeToken
    keywords: [acme_]
    regex: { token: "acme_[A-Za-z0-9]{32}" }
    verify: [{ endpoint: "${endpoint}", unsafe: true }]
`;

    test("where it works, and denies it, whatever others come to", async () => {
      const { findings, asked } = await verify(200, { onlyVerified: true });
      expect(asked).toBe(true);
      expect(findings).toMatchObject([
        {
          rule: "secret/trufflehog.AcmeToken",
          outcome: "deny",
          severity: "critical",
          verification: "verified",
          why: "a secret of the kind AcmeToken (TruffleHog has tried it at its provider, where it works) in what would be written (line 1, column 5); the model has it already",
          instead: "take it from the environment or a secret manager, and have it revoked",
        },
      ]);
    });

    test.each([
      ["it does not work", 403],
      ["the provider is not there", 0],
    ])("and tells nothing where %s", async (_name, statusCode) => {
      const { findings, failure } = await verify(statusCode, { onlyVerified: true });
      expect([findings, failure]).toEqual([[], undefined]);
    });

    test("only where the policy says so: else nothing is sent", async () => {
      const { findings, asked } = await verify(200, {});
      expect(asked).toBe(false);
      expect(findings).toMatchObject([{ rule: "secret/trufflehog.AcmeToken", outcome: "warn" }]);
    });
  });

  test("tells what is verified although the embedded check has told it already", () => {
    const text = `t = ${githubToken()}\n`;
    const [known] = inspectText(text, { slot: ["tool_input", "content"] });
    if (known === undefined) throw new Error("nothing was found");
    const request = { findings: [known], policy: EMPTY_BUNDLE.policy };
    expect(isTold(known, request)).toBe(true);
    expect(isTold({ ...known, verification: "verified" }, request)).toBe(false);
  });

  test("is not run on more than it would keep in memory", async () => {
    const { failure } = await ask(trufflehog, ["x".repeat(8 * 1024 * 1024)]);
    expect(failure).toBe("the texts are longer than 8388608 bytes together");
  });
});
