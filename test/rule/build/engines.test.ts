import { describe, expect, test } from "vitest";
import type { EnginePolicy } from "../../../src/model/engine.ts";
import type { Profile } from "../../../src/model/policy.ts";
import { isWhole, parseBundle, toBundleText } from "../../../src/rule/bundle-file.ts";
import { sourceOf } from "../source-of.ts";
import { buildWith, mistakesOf } from "./build-with.ts";

const policyFile = (engines: string): string => `policy:\n  engines:\n${engines}`;

function enginesOf(
  profile: Profile,
  engines: string,
  dropIn?: string,
): readonly EnginePolicy[] | undefined {
  const files = {
    "policy.yaml": policyFile(engines),
    ...(dropIn === undefined ? {} : { "rules.d/a.yaml": dropIn }),
  };
  return buildWith(files, { profile }).policy.engines;
}

describe("policy.engines", () => {
  test("has none where nothing is said", () => {
    expect(buildWith({ "policy.yaml": "policy: {}\n" }).policy.engines).toBeUndefined();
  });

  test("fills in what is not said: closed, and nothing leaves the machine", () => {
    const path = "/usr/local/bin/";
    const engines = enginesOf(
      "standard",
      `    gitleaks: { run: always, path: ${path}gitleaks }
    trufflehog: { run: on_candidate, path: ${path}trufflehog }`,
    );
    expect(engines).toEqual([
      {
        name: "gitleaks",
        run: "always",
        path: "/usr/local/bin/gitleaks",
        config: "toolgate",
        version: { from: [8, 24, 0], below: [9, 0, 0] },
        onlyVerified: false,
        deadlineMs: 2000,
        onFailure: "deny",
        outcome: "deny",
      },
      {
        name: "trufflehog",
        run: "on_candidate",
        path: "/usr/local/bin/trufflehog",
        config: "builtin",
        version: { from: [3, 90, 0], below: [4, 0, 0] },
        onlyVerified: false,
        deadlineMs: 4000,
        onFailure: "deny",
        outcome: "ask",
      },
    ]);
  });

  test("differs by profile where it says so, and off is off", () => {
    const engines =
      "    gitleaks: { run: { standard: off, strict: always }, path: /usr/bin/gitleaks }";
    expect(enginesOf("standard", engines)).toBeUndefined();
    expect(enginesOf("strict", engines)).toHaveLength(1);
    expect(enginesOf("observe", engines)).toBeUndefined();
  });

  test.each([
    ["8.30.1", [8, 30, 1], [8, 30, 2]],
    [">=8.30.0 <8.31.0", [8, 30, 0], [8, 31, 0]],
  ])("takes a version, or a range: %s", (version, from, below) => {
    const engines = `    gitleaks: { run: always, path: /usr/bin/gitleaks, version: "${version}" }`;
    expect(enginesOf("standard", engines)).toMatchObject([{ version: { from, below } }]);
  });

  test("takes the last file's word, value by value", () => {
    const first = "    gitleaks: { run: after, path: /usr/bin/gitleaks, deadline_ms: 500 }";
    const engines = enginesOf("standard", first, policyFile("    gitleaks: { run: always }"));
    expect(engines).toMatchObject([{ run: "always", deadlineMs: 500, path: "/usr/bin/gitleaks" }]);
  });

  test("is read back from a bundle's file, and a word that nobody knows makes it no bundle", () => {
    const engines = "    gitleaks: { run: always, path: /usr/bin/gitleaks }";
    const text = toBundleText(buildWith({ "policy.yaml": policyFile(engines) }));
    const read = parseBundle(sourceOf(text));
    expect(read?.policy.engines).toHaveLength(1);
    expect(read !== undefined && isWhole(read)).toBe(true);
    expect(parseBundle(sourceOf(text.replace('"run":"always"', '"run":"seldom"')))).toBeUndefined();
  });

  test.each([
    ["a path that is looked for", "path: gitleaks", "must be an absolute path"],
    ["a relative path", "path: ./gitleaks", "must be an absolute path"],
    ["a home directory's path", "path: ~/bin/gitleaks", "must be an absolute path"],
    ["a relative configuration", "path: /g, config: rules.toml", "policy.engines.gitleaks.config"],
    ["a version that is none", "path: /g, version: v8", "must be a version"],
    ["verification, which it has not", "path: /g, only_verified: true", "only_verified"],
    ["no path at all", "deadline_ms: 500", "policy.engines.gitleaks: say where it is"],
    ["a time that is none", "path: /g, deadline_ms: 5", "deadline_ms"],
  ])("does not build with %s", (_name, said, message) => {
    const text = policyFile(`    gitleaks: { run: always, ${said} }`);
    expect(mistakesOf({ "policy.yaml": text }).join("\n")).toContain(message);
  });

  test("does not build with an engine that there is not", () => {
    const text = policyFile("    gitleak: { run: always }");
    expect(mistakesOf({ "policy.yaml": text }).join("\n")).toContain("gitleak");
  });

  test("may give a mode to what an engine finds, and to its failure", () => {
    const text = "policy:\n  rule_modes: { secret/gitleaks.jwt: warn, self/engine-failed: warn }\n";
    expect(buildWith({ "policy.yaml": text }).policy.ruleModes).toEqual({
      "secret/gitleaks.jwt": "warn",
      "self/engine-failed": "warn",
    });
    const other = "policy:\n  rule_modes: { secret/gitleak.jwt: warn }\n";
    expect(mistakesOf({ "policy.yaml": other }).join("\n")).toContain("there is no rule");
  });
});

describe("a drop-in needs a word to", () => {
  const base = policyFile(
    `    gitleaks: { run: on_candidate, path: /usr/bin/gitleaks, version: 8.30.1 }
    trufflehog: { run: always, path: /usr/bin/trufflehog }`,
  );
  const tell = (said: string): string => `policy: { engines: { ${said} } }\n`;

  test.each([
    ["switch one off", "gitleaks: { run: off }"],
    ["ask one less often", "gitleaks: { run: after }"],
    ["make nothing of a failure", "gitleaks: { on_failure: ignore }"],
    ["make less of its findings", "gitleaks: { outcome: ask }"],
    ["take another program", "gitleaks: { path: /usr/bin/true }"],
    ["give it other rules", "gitleaks: { config: /etc/none.toml }"],
    ["accept other versions", 'gitleaks: { version: ">=8.24.0 <9.0.0" }'],
    ["send secrets out", "trufflehog: { only_verified: true }"],
  ])("%s", (_name, said) => {
    const mistakes = mistakesOf({ "policy.yaml": base, "rules.d/a.yaml": tell(said) }).join("\n");
    expect(mistakes).toContain("rules.d/a.yaml:1:");
    expect(mistakes).toContain("this makes the rules milder (engines of");
    const weakens = `weakens: it is agreed\n${tell(said)}`;
    expect(buildWith({ "policy.yaml": base, "rules.d/a.yaml": weakens }).policy).toBeDefined();
  });

  test.each([
    ["ask one more often", "gitleaks: { run: always }"],
    ["give it more time", "gitleaks: { deadline_ms: 4000 }"],
    ["make more of its findings", "trufflehog: { outcome: deny }"],
  ])("and none to %s", (_name, said) => {
    expect(buildWith({ "policy.yaml": base, "rules.d/a.yaml": tell(said) }).policy).toBeDefined();
  });
});
