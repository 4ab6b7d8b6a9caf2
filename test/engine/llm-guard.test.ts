import { describe, expect, test } from "vitest";
import type { TextSurface } from "../../src/model/action.ts";
import type { LlmGuardPolicy } from "../../src/model/engine.ts";
import { surfaceOf } from "../check/secret/support.ts";
import { maskText } from "../../src/mask/mask-text.ts";
import { startServer } from "./service-server.ts";
import { askService, LLM_GUARD_CLEAN, llmGuardAt, outputOf, promptOf } from "./services.ts";

/** What the service says of a text, with its sanitised form under the name that goes with the question. */
const answerOf = (scanners: object, is_valid: boolean, sanitized = "sanitised") => ({
  is_valid,
  scanners,
  sanitized_prompt: sanitized,
  sanitized_output: sanitized,
});

async function answered(answer: object, surface: TextSurface, more: Partial<LlmGuardPolicy> = {}) {
  const { url } = await startServer(() => answer);
  return askService(llmGuardAt(url, more), [surface]);
}

describe("LLM Guard is asked", () => {
  test.each([
    ["prompt", "/analyze/prompt", { prompt: "the text" }],
    ["written", "/analyze/prompt", { prompt: "the text" }],
    ["argument", "/analyze/prompt", { prompt: "the text" }],
    ["file", "/analyze/prompt", { prompt: "the text" }],
    ["output", "/analyze/output", { prompt: "", output: "the text" }],
  ] as const)("about what is %s at %s", async (role, path, body) => {
    const { url, asked } = await startServer(() => answerOf({ Gibberish: 0 }, true));
    const { failure, findings } = await askService(llmGuardAt(url), [
      surfaceOf("the text", { role }),
    ]);
    expect([failure, findings]).toEqual([undefined, []]);
    expect(asked).toMatchObject([{ method: "POST", path, body }]);
  });

  test("about what a tool has answered as about a prompt, where the policy says so", async () => {
    const { url, asked } = await startServer(() => ({ ...LLM_GUARD_CLEAN, sanitized_prompt: "x" }));
    const policy = llmGuardAt(url, { answersTo: "prompt" });
    expect((await askService(policy, [outputOf("x")])).failure).toBeUndefined();
    expect(asked).toMatchObject([{ path: "/analyze/prompt", body: { prompt: "x" } }]);
  });
});

describe("a scanner of LLM Guard's", () => {
  test.each<[string, number, Partial<LlmGuardPolicy>, readonly string[]]>([
    ["at the threshold counts", 0.5, {}, ["deny"]],
    ["below it does not", 0.49, {}, []],
    ["that sees no risk at all does not", -1, {}, []],
    ["has a threshold of its own", 0.6, { thresholds: { PromptInjection: 0.7 } }, []],
    ["has one that is lower", 0.3, { thresholds: { PromptInjection: 0.25 } }, ["deny"]],
    ["comes to what the policy says", 0.9, { outcome: "ask" }, ["ask"]],
  ])("%s", async (...[, score, more, outcomes]) => {
    const answer = answerOf({ PromptInjection: score, Toxicity: 0 }, true);
    const { findings } = await answered(answer, promptOf("the text"), more);
    expect(findings.map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  test.each([
    ["PromptInjection", "injection/llm-guard.PromptInjection", "injection"],
    ["Anonymize", "pii/llm-guard.Anonymize", "pii"],
    ["Sensitive", "pii/llm-guard.Sensitive", "pii"],
    ["Secrets", "secret/llm-guard.Secrets", "secret"],
    ["constructor", "injection/llm-guard.constructor", "injection"],
  ])("%s is told as %s", async (scanner, rule, check) => {
    const { findings } = await answered(answerOf({ [scanner]: 0.93 }, false), promptOf("the text"));
    expect(findings).toMatchObject([
      {
        rule,
        check,
        why: `LLM Guard says ${scanner} (risk 0.93) in the prompt`,
        engine: "llm-guard",
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain("the text");
  });

  test("is told, and stops nothing, where only the service's own threshold is reached", async () => {
    const answer = answerOf({ Toxicity: 0.4, Gibberish: 0.1 }, false);
    const { findings } = await answered(answer, promptOf("text"));
    expect(findings).toMatchObject([{ rule: "injection/llm-guard.Toxicity", outcome: "warn" }]);
  });

  test("counts where a text is not valid and no scanner sees a risk", async () => {
    const { findings } = await answered(answerOf({ Toxicity: 0 }, false), promptOf("text"));
    expect(findings).toMatchObject([{ outcome: "deny" }]);
  });
});

describe("what LLM Guard has blotted out in a tool's answer", () => {
  const text = "call Jo Doe at 555-0100, or Jo Doe's office";
  const blotted =
    "call [REDACTED_PERSON_1] at [REDACTED_PHONE_NUMBER_1], or [REDACTED_PERSON_1]'s office";
  const mask = { mask: true } as const;

  test("is masked there, where the policy says so", async () => {
    const { findings } = await answered(
      answerOf({ Sensitive: 1 }, false, blotted),
      outputOf(text),
      mask,
    );
    expect(findings.map(({ outcome }) => outcome)).toEqual(["warn", "warn", "warn"]);
    const spans = findings.flatMap(({ span }) => span ?? []);
    const label = "[pii: llm-guard.Sensitive]";
    expect(maskText(text, spans)).toBe(`call ${label} at ${label}, or ${label}'s office`);
  });

  test("withholds the answer, where it does not", async () => {
    const { findings } = await answered(answerOf({ Sensitive: 1 }, false, blotted), outputOf(text));
    expect(findings).toMatchObject([{ rule: "pii/llm-guard.Sensitive", outcome: "deny" }]);
  });

  test("is nothing where nothing was: the answer is withheld", async () => {
    const { findings } = await answered(
      answerOf({ Sensitive: 1 }, false, text),
      outputOf(text),
      mask,
    );
    expect(findings).toMatchObject([{ outcome: "deny" }]);
  });

  test("does not soften an attack beside it", async () => {
    const scanners = { Sensitive: 1, BanTopics: 0.9 };
    const { findings } = await answered(answerOf(scanners, false, blotted), outputOf(text), mask);
    expect(findings.map(({ outcome }) => outcome)).toContain("deny");
  });

  test("is denied in a prompt, which nobody can mask", async () => {
    const { findings } = await answered(
      answerOf({ Anonymize: 1 }, false, blotted),
      promptOf(text),
      mask,
    );
    expect(findings.map(({ outcome }) => outcome)).toEqual(["deny", "deny", "deny"]);
  });
});

describe("an answer of LLM Guard's that is not one is a failure:", () => {
  const UNKNOWN = "its answer is not one that we know";
  const clean = answerOf({ Gibberish: 0 }, true);
  test.each<[string, object, string]>([
    ["no word on whether it is valid", { ...clean, is_valid: undefined }, UNKNOWN],
    ["a number instead of yes or no", { ...clean, is_valid: 1 }, UNKNOWN],
    ["no sanitised text", { ...clean, sanitized_prompt: undefined }, UNKNOWN],
    ["no scanners", { ...clean, scanners: undefined }, UNKNOWN],
    ["scanners in a list", { ...clean, scanners: ["Gibberish"] }, UNKNOWN],
    ["a risk in words", { ...clean, scanners: { Gibberish: "0" } }, UNKNOWN],
    ["a risk beyond one", { ...clean, scanners: { Gibberish: 1.5 } }, UNKNOWN],
    ["a risk that is nothing", { ...clean, scanners: { Gibberish: null } }, UNKNOWN],
    [
      "no scanner that has looked",
      { ...clean, scanners: {} },
      "none of its scanners has looked at it",
    ],
    [
      "more scanners than there are",
      {
        ...clean,
        scanners: Object.fromEntries(Array.from({ length: 201 }, (_, nth) => [`s${nth}`, 0])),
      },
      UNKNOWN,
    ],
  ])("%s", async (_name, answer, failure) => {
    expect((await answered(answer, promptOf("text"))).failure).toBe(failure);
  });
});
