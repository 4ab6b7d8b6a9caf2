import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Profile } from "../../../src/model/policy.ts";
import { parseBundle, toBundleText } from "../../../src/rule/bundle-file.ts";
import { sourceOf } from "../source-of.ts";
import { buildWith, mistakesOf } from "./build-with.ts";

const KEY = "key_file: /etc/toolgate/lakera.key";
const LAKERA = `lakera: { run: always, ${KEY} }`;
const LLM_GUARD = "llm-guard: { run: after, url: https://guard.example.com }";

const policyFile = (engines: string): string => `policy:\n  engines:\n    ${engines}\n`;
const enginesOf = (engines: string, profile: Profile = "standard") =>
  buildWith({ "policy.yaml": policyFile(engines) }, { profile }).policy.engines;

describe("policy.engines of services", () => {
  test("fills in what is not said of Lakera: closed, from medium on, no commands", () => {
    expect(enginesOf(LAKERA)).toEqual([
      {
        name: "lakera",
        run: "always",
        url: "https://api.lakera.ai/v2",
        keyFile: "/etc/toolgate/lakera.key",
        roles: ["prompt", "written", "argument", "file", "output"],
        deadlineMs: 3000,
        onFailure: "deny",
        outcome: "deny",
        blockAt: 3,
      },
    ]);
  });

  test("fills in what is not said of LLM Guard: closed, nothing masked", () => {
    expect(enginesOf(LLM_GUARD)).toEqual([
      {
        name: "llm-guard",
        run: "after",
        url: "https://guard.example.com",
        roles: ["prompt", "written", "argument", "file", "output"],
        deadlineMs: 3000,
        onFailure: "deny",
        outcome: "deny",
        thresholds: {},
        threshold: 0.5,
        mask: false,
        answersTo: "output",
      },
    ]);
  });

  test("takes all that may be said, by profile where that is so", () => {
    const lakera = `lakera:
      run: { standard: after, strict: always }
      url: https://api.eu-west.lakera.ai/v2/
      ${KEY}
      ca_file: /etc/toolgate/ca.pem
      project_id: project-7
      block_at: { standard: L2, strict: L4 }
      roles: [output, prompt]
      deadline_ms: 1500
      on_failure: { standard: embedded-only, strict: ask }
      outcome: ask`;
    const said = {
      url: "https://api.eu-west.lakera.ai/v2",
      keyFile: "/etc/toolgate/lakera.key",
      caFile: "/etc/toolgate/ca.pem",
      projectId: "project-7",
      roles: ["output", "prompt"],
      deadlineMs: 1500,
      outcome: "ask",
    };
    expect(enginesOf(lakera)).toMatchObject([
      { ...said, run: "after", blockAt: 2, onFailure: "ignore" },
    ]);
    expect(enginesOf(lakera, "strict")).toMatchObject([
      { ...said, run: "always", blockAt: 4, onFailure: "ask" },
    ]);
  });

  test("joins the thresholds of several files", () => {
    const files = {
      "policy.yaml": policyFile(
        "llm-guard: { run: always, url: http://127.0.0.1:8000, thresholds: { PromptInjection: 0.5, Secrets: 0.4 } }",
      ),
      "rules.d/a.yaml": policyFile("llm-guard: { thresholds: { Secrets: 0.2 }, threshold: 0.4 }"),
    };
    expect(buildWith(files).policy.engines).toMatchObject([
      { threshold: 0.4, thresholds: { PromptInjection: 0.5, Secrets: 0.2 } },
    ]);
  });

  test("is read back from a bundle's file, and a word that nobody knows makes it no bundle", () => {
    const text = toBundleText(
      buildWith({ "policy.yaml": policyFile(`${LAKERA}\n    ${LLM_GUARD}`) }),
    );
    expect(parseBundle(sourceOf(text))?.policy.engines).toHaveLength(2);
    for (const [was, is] of [
      ['"blockAt":3', '"blockAt":9'],
      ['"roles":', '"role":'],
      ['"threshold":0.5', '"threshold":"0.5"'],
      ['"mask":false', '"mask":0'],
      ['"name":"lakera"', '"name":"lakers"'],
    ] as const) {
      expect(text).toContain(was);
      expect(parseBundle(sourceOf(text.replace(was, is)))).toBeUndefined();
    }
  });

  test.each([
    "http://127.0.0.1:8000",
    "http://localhost:8000/base",
    "http://[::1]:8000",
    "https://guard.example.com:8443/api",
  ])("takes as an address %s", (url) => {
    const [engine] = enginesOf(`llm-guard: { run: always, url: "${url}" }`) ?? [];
    expect(engine).toMatchObject({ url });
  });

  test.each([
    "http://guard.example.com",
    "http://127.0.0.1.example.com",
    "http://192.0.2.1",
    "http://localhost.example.com",
    "ftp://127.0.0.1",
    "https://user:word@guard.example.com",
    "https://guard.example.com/?a=b",
    "https://guard.example.com/#a",
    "guard.example.com",
    "/analyze",
  ])("does not build with the address %s", (url) => {
    const text = policyFile(`llm-guard: { run: always, url: "${url}" }`);
    const mistakes = mistakesOf({ "policy.yaml": text }).join("\n");
    expect(mistakes).toContain("policy.yaml:3:");
    expect(mistakes).toContain("policy.engines.llm-guard.url: must ");
  });

  test.each([
    ["lakera: { run: always, key_file: lakera.key }", "3:38", "must be an absolute path"],
    [`lakera: { run: always, ${KEY}, block_at: L6 }`, "3:74", "block_at"],
    [`lakera: { run: always, ${KEY}, project_id: "a b" }`, "3:76", "must be an id"],
    [`lakera: { run: always, ${KEY}, roles: [everything] }`, "3:72", "roles"],
    [`lakera: { run: always, ${KEY}, on_failure: ignore }`, "3:76", "on_failure"],
    [`lakera: { run: always, ${KEY}, thresholds: {} }`, "3:64", "thresholds"],
    ["lakera: { run: always }", "3:20", "say where its key is: key_file: /…/lakera.key"],
    [
      "lakera: { run: always, url: https://api.us-east.lakera.ai/v2 }",
      "3:20",
      "say where its key is",
    ],
    ["llm-guard: { run: always }", "3:23", "say where it is: url: https://…"],
    [
      "llm-guard: { run: always, url: http://127.0.0.1:1, threshold: 1.5 }",
      "3:67",
      "policy.engines.llm-guard.threshold",
    ],
    [
      "llm-guard: { run: always, url: http://127.0.0.1:1, thresholds: { PromptInjection: -0.1 } }",
      "3:87",
      "policy.engines.llm-guard.thresholds.PromptInjection",
    ],
    [
      "llm-guard: { run: always, url: http://127.0.0.1:1, thresholds: { PromptInjection: high } }",
      "3:87",
      "policy.engines.llm-guard.thresholds.PromptInjection",
    ],
    ["llm-guard: { run: always, url: http://127.0.0.1:1, block_at: L3 }", "3:56", "block_at"],
  ])("does not build with %s", (engines, place, message) => {
    const mistakes = mistakesOf({ "policy.yaml": policyFile(engines) }).join("\n");
    expect(mistakes).toContain(message);
    expect(mistakes).toContain(`policy.yaml:${place}`);
  });

  test("builds from what docs/ENGINES.md shows", () => {
    const page = readFileSync(path.join(import.meta.dirname, "../../../docs/ENGINES.md"), "utf8");
    const [, shown = ""] = /```yaml\n(# rules\.d\/services\.yaml\n[^`]*)```/.exec(page) ?? [];
    const files = { "policy.yaml": "policy: {}\n", "rules.d/services.yaml": shown };
    const { engines = [] } = buildWith(files, { profile: "strict" }).policy;
    expect(engines.map(({ name, onFailure }) => [name, onFailure])).toEqual([
      ["lakera", "deny"],
      ["llm-guard", "deny"],
    ]);
  });

  test("needs no key for a Lakera of the company's own", () => {
    const engines = enginesOf("lakera: { run: always, url: https://guard.example.com/v2 }");
    expect(engines?.[0]).not.toHaveProperty("keyFile");
  });

  test("may give a mode to what a service finds", () => {
    const ids = [
      "injection/lakera.prompt_attack",
      "pii/lakera.email",
      "injection/llm-guard.Toxicity",
      "secret/llm-guard.Secrets",
    ];
    const modes = ids.map((id) => `${id}: observe`).join(", ");
    const { policy } = buildWith({ "policy.yaml": `policy:\n  rule_modes: { ${modes} }\n` });
    expect(Object.keys(policy.ruleModes)).toEqual(ids);
  });
});

describe("a drop-in needs a word to", () => {
  const base = policyFile(
    `lakera: { run: always, ${KEY}, project_id: one, ca_file: /etc/ca.pem }
    llm-guard: { run: always, url: https://guard.example.com, thresholds: { Secrets: 0.4 } }`,
  );
  const tell = (said: string): string => `policy: { engines: { ${said} } }\n`;

  test.each([
    ["switch one off", base, "lakera: { run: off }"],
    ["ask one less often", base, "llm-guard: { run: after }"],
    ["make nothing of a failure", base, "lakera: { on_failure: embedded-only }"],
    ["make less of its findings", base, "lakera: { outcome: warn }"],
    ["count fewer of them", base, "lakera: { block_at: L1 }"],
    ["count fewer of them", base, "llm-guard: { threshold: 0.9 }"],
    ["count fewer of one scanner", base, "llm-guard: { thresholds: { Secrets: 0.9 } }"],
    ["count fewer of another", base, "llm-guard: { thresholds: { Toxicity: 0.9 } }"],
    ["mask instead of withholding", base, "llm-guard: { mask: true }"],
    ["have others look at answers", base, "llm-guard: { answers_to: prompt }"],
    ["send less to it", base, "lakera: { roles: [prompt] }"],
    [
      "send more to it",
      base,
      "lakera: { roles: [prompt, written, argument, file, output, command] }",
    ],
    ["send it elsewhere", base, "llm-guard: { url: https://other.example.com }"],
    ["believe another authority", base, "lakera: { ca_file: /etc/other.pem }"],
    ["have it judge by another policy", base, "lakera: { project_id: two }"],
    ["let texts leave the machine", "policy: {}\n", LAKERA],
    ["let texts leave the machine", "policy: {}\n", LLM_GUARD],
  ])("%s", (_name, before, said) => {
    const files = { "policy.yaml": before, "rules.d/a.yaml": tell(said) };
    const mistakes = mistakesOf(files).join("\n");
    expect(mistakes).toContain("rules.d/a.yaml:1:");
    expect(mistakes).toContain("this makes the rules milder (engines of");
    const weakens = `weakens: it is agreed\n${tell(said)}`;
    expect(buildWith({ ...files, "rules.d/a.yaml": weakens }).policy).toBeDefined();
  });

  test.each([
    [
      "ask one on this machine",
      "policy: {}\n",
      "llm-guard: { run: always, url: http://127.0.0.1:8000 }",
    ],
    ["count more of what it finds", base, "lakera: { block_at: L5 }"],
    ["count more of a scanner", base, "llm-guard: { thresholds: { Secrets: 0.1 } }"],
    ["give it more time", base, "lakera: { deadline_ms: 4000 }"],
  ])("and none to %s", (_name, before, said) => {
    const files = { "policy.yaml": before, "rules.d/a.yaml": tell(said) };
    expect(buildWith(files).policy).toBeDefined();
  });
});
