import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Policy } from "../../../src/model/policy.ts";
import { MAX_STRETCHES, secretCheck } from "../../../src/check/secret/secret-check.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { readSecrets } from "../../../src/rule/build/compile/read-secrets.ts";
import { bundleOf, inspectText, machine, shipped } from "./support.ts";

const slot = ["tool_response", "stdout"];
const token = expandTemplate("ghp_{alnum:36}");
const key = expandTemplate("{pem:RSA PRIVATE KEY}");

describe("what a finding says", () => {
  test("denies a GitHub token in what is written, and shows no more of it than its prefix", () => {
    const [finding] = inspectText(`a\nb = "${token}"\n`);
    expect(finding).toMatchObject({
      rule: "secret/github-pat",
      check: "secret",
      outcome: "deny",
      confidence: "high",
      at: { field: "tool_input.content", line: 2, column: 6 },
      evidence: { masked: "ghp_…(40)" },
      why: "GitHub personal access token in what would be written (line 2, column 6); the model has it already",
      seen: true,
    });
    expect(finding).not.toHaveProperty("span");
  });

  test("adds the line and column to those of a derived text", () => {
    const at = { field: "tool_input.command", line: 5, column: 10 };
    expect(inspectText(`x ${token}`, { at })[0]?.at).toEqual({ ...at, column: 12 });
    expect(inspectText(`x\n${token}`, { at })[0]?.at).toEqual({ ...at, line: 6, column: 1 });
  });

  test("warns of a secret in output and names the stretch to mask", () => {
    const text = `token: ${token}\n`;
    const [finding] = inspectText(text, { role: "output", slot });
    expect(finding).toMatchObject({
      outcome: "warn",
      span: { slot, start: 7, end: 47, label: "[secret: github-pat]" },
    });
  });

  test("denies output that cannot be masked", () => {
    expect(inspectText(token, { role: "output" })[0]?.outcome).toBe("deny");
  });

  test.each(["command", "prompt", "argument", "file"] as const)(
    "denies a secret in a %s",
    (role) => {
      expect(inspectText(token, { role })[0]?.outcome).toBe("deny");
    },
  );

  test("masks nothing of a password, not even its beginning", () => {
    const password = expandTemplate("pass{alnum:14}");
    const [finding] = inspectText(`postgres://app:${password}@db.acme.io/x`);
    expect(finding?.evidence.masked).toBe("…(18)");
  });
});

describe("private keys", () => {
  test.each([
    ["as a file has it", key],
    ["on one line with escapes", JSON.stringify({ private_key: key })],
    ["escaped twice", JSON.stringify(JSON.stringify({ private_key: key }))],
    ["with Windows line ends", key.replaceAll("\n", "\r\n")],
    ["indented in YAML", key.replaceAll("\n", "\n    ")],
    ["cut off before its end", key.slice(0, 160)],
    [
      "with encryption headers",
      key.replace("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n"),
    ],
    ["encoded in base64", Buffer.from(key).toString("base64")],
  ])("finds one %s", (_, text) => {
    expect(inspectText(text).map(({ rule }) => rule)).toContain("secret/private-key");
  });

  test("masks the whole key and leaves what surrounds it", () => {
    const text = `before\n${key}\nafter`;
    const [finding] = inspectText(text, { role: "output", slot });
    const { start = 0, end = 0 } = finding?.span ?? {};
    expect(text.slice(0, start)).toBe(`before\n${"-".repeat(5)}BEGIN RSA PRIVATE KEY-----`);
    expect(text.slice(end)).toBe("-----END RSA PRIVATE KEY-----\nafter");
  });

  test("finds the second of two keys", () => {
    expect(inspectText(`${key}\n${key}`)).toHaveLength(2);
  });

  test("passes a key that is only a placeholder", () => {
    expect(
      inspectText(`${"-".repeat(5)}BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----`),
    ).toEqual([]);
  });
});

describe("encoded secrets", () => {
  test.each([
    ["base64", Buffer.from(`GITHUB_TOKEN=${token}`).toString("base64")],
    ["URL-safe base64", Buffer.from(`{"a":"${token}>?"}`).toString("base64url")],
    ["hexadecimal", Buffer.from(token).toString("hex")],
    ["percent encoding", [...token].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")],
  ])("finds a token in %s and masks the encoded form", (_, encoded) => {
    const text = `data "${encoded}" end`;
    const finding = inspectText(text, { role: "output", slot }).find(
      ({ rule }) => rule === "secret/github-pat",
    );
    expect(text.slice(finding?.span?.start, finding?.span?.end)).toBe(encoded);
  });

  test("finds a token across the lines of wrapped base64", () => {
    const encoded = Buffer.from(`${"x".repeat(45)}\n${token}\n`).toString("base64");
    const wrapped = encoded.replace(/.{76}/g, "$&\n");
    expect(wrapped).toContain("\n");
    expect(inspectText(wrapped).map(({ rule }) => rule)).toContain("secret/github-pat");
  });

  test("finds one across lines that have a slash in them", () => {
    const encoded = Buffer.from(`${"???".repeat(15)}\n${token}\n`).toString("base64");
    expect(encoded.slice(0, 40)).toContain("/");
    const wrapped = encoded.replace(/.{76}/g, "$&\n");
    expect(inspectText(wrapped).map(({ rule }) => rule)).toContain("secret/github-pat");
  });
});

describe("what is no secret", () => {
  test.each([
    ["a reference to a variable", "token: ${{ secrets.GITHUB_TOKEN }}"],
    ["a variable of the shell", 'curl -H "Authorization: Bearer $API_TOKEN" https://api.acme.io'],
    ["a call", "const token = await getAccessToken(request, options);"],
    ["a property", "password = config.database.credentials.password"],
    ["a placeholder", "API_KEY=your-api-key-goes-here-1234"],
    ["AWS's example key", expandTemplate("AKIA{upper:9}EXAMPLE")],
    ["a UUID", expandTemplate("client_secret_id = {uuid}")],
    ["a commit", expandTemplate("uses: actions/checkout@{hex:40} # v4")],
    ["an integrity hash", expandTemplate('"integrity": "sha512-{base64:86}=="')],
    ["a checksum", expandTemplate("token_checksum = {hex:64}")],
    ["a public key", expandTemplate("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{base64:43} dev@acme")],
    ["a local database", "postgres://postgres:postgres@localhost:5432/app"],
    ["a data URI", expandTemplate("data:image/png;base64,{base64:400}")],
  ])("passes %s", (_, text) => {
    expect(inspectText(text)).toEqual([]);
  });

  test("passes high-entropy values of a lock file", () => {
    const text = expandTemplate('token = "{alnum:40}"');
    expect(inspectText(text)).toHaveLength(1);
    expect(inspectText(text, { path: "/repo/package-lock.json" })).toEqual([]);
  });
});

describe("many secrets", () => {
  const tokens = Array.from({ length: 300 }, (_, index) =>
    expandTemplate(`ghp_{alnum:36}${index}`),
  );

  test("keeps the rest masked past the bound", () => {
    const text = tokens.join(" \n");
    const spans = inspectText(text, { role: "output", slot }).flatMap(({ span }) => span ?? []);
    expect(spans).toHaveLength(MAX_STRETCHES);
    let masked = text;
    for (const { start, end, label } of spans.toReversed()) {
      masked = masked.slice(0, start) + label + masked.slice(end);
    }
    expect(tokens.filter((one) => masked.includes(one.slice(4, 40)))).toEqual([]);
  });

  test("names one rule for a secret that two rules find", () => {
    const rules = inspectText(`github_token = "${token}"`).map(({ rule }) => rule);
    expect(rules[0]).toBe("secret/github-pat");
  });

  test("tells both rules when the policy treats them differently", () => {
    const bundle = bundleOf(shipped);
    const policy: Policy = { ...bundle.policy, ruleModes: { "secret/github-pat": "observe" } };
    const twin = {
      ...shipped,
      rules: shipped.rules.flatMap((rule) =>
        rule.id === "secret/github-pat" ? [rule, { ...rule, id: "secret/mine" }] : [rule],
      ),
    };
    const surfaces = [{ kind: "text", role: "written", text: token, at: { field: "x" } } as const];
    const action = { surfaces, coverage: { complete: true, gaps: [] } };
    const inspect = (given: Policy) =>
      secretCheck
        .inspect(action, { ...bundle, secrets: twin, policy: given }, machine)
        .map(({ rule }) => rule);
    expect(inspect(bundle.policy)).toEqual(["secret/github-pat"]);
    expect(inspect(policy)).toEqual(["secret/github-pat", "secret/mine"]);
  });
});

describe("rules of a company", () => {
  test("runs a rule that finds files by their path", () => {
    const rules = readSecrets("[[rules]]\nid = \"pkcs12\"\npath = '''(?i)\\.p12$'''\n", "x.toml");
    expect(inspectText("any", { path: "/a/KEY.P12" }, rules)).toHaveLength(1);
    expect(inspectText("any", { path: "/a/key.txt" }, rules)).toEqual([]);
  });
});

describe("whatever the text", () => {
  test("tells no secret in any finding, wherever it stands", () => {
    const templates = [
      "ghp_{alnum:36}",
      "sk_live_{alnum:40}",
      "glpat-{alnum:20}",
      "AKIA{base32:16}",
    ];
    const secret = fc
      .tuple(fc.constantFrom(...templates), fc.nat())
      .map(([template, seed]) => expandTemplate(`${template} ${seed}`).split(" ")[0] ?? "");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), secret, fc.string(), (before, planted, after) => {
        const findings = inspectText(`${before}\n"${planted}"\n${after}`, { role: "output", slot });
        expect(findings.length).toBeGreaterThan(0);
        expect(JSON.stringify(findings)).not.toContain(planted.slice(4));
      }),
      { numRuns: 100 },
    );
  });

  test("takes lone surrogates and NULs", () => {
    expect(inspectText(`\ud800\0${token}\0\udfff`).map(({ rule }) => rule)).toContain(
      "secret/github-pat",
    );
    expect(inspectText("\ud800\0\udfff".repeat(1000))).toEqual([]);
  });

  test.each([
    ["one letter", "a"],
    ["zeros", "0"],
    ["blanks", " "],
    ["keywords", "secret_key token password api_key "],
    ["beginnings of JSON web tokens", "eyJ-"],
    ["beginnings of private keys", `${"-".repeat(5)}BEGIN PRIVATE KEY-----`],
    ["beginnings of OpenAI keys", "sk-proj-"],
    ["beginnings of connection strings", "postgres://a:"],
    ["percent signs", "%41"],
    ["assignments", "token=aaaaaaaaaaaaaaaa "],
    ["lone surrogates", "\ud800"],
  ])("takes time linear in a text of %s", (_, unit) => {
    const text = unit.repeat(Math.ceil((1 << 20) / unit.length));
    inspectText(text.slice(0, 1 << 16));
    const started = process.cpuUsage();
    inspectText(text);
    const { user } = process.cpuUsage(started);
    // A quadratic pattern needs minutes for this; a linear one well under a second.
    expect(user / 1000).toBeLessThan(10_000);
  });
});
