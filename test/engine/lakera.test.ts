import { describe, expect, test } from "vitest";
import type { LakeraLevel } from "../../src/model/engine.ts";
import type { TextRole } from "../../src/model/action.ts";
import { surfaceOf } from "../check/secret/support.ts";
import { startServer } from "./service-server.ts";
import { askService, LAKERA_CLEAN, lakeraAt, outputOf, promptOf } from "./services.ts";

/** A detector's line, as the description has it and as the service itself says it. */
const entryOf = (detector_type: string, detected: boolean, confidence: string) => ({
  detector_type,
  detected,
  confidence,
});
const vendorEntryOf = (detector_type: string, detected: boolean, result: string) => ({
  project_id: "project-1",
  policy_id: "policy-1",
  detector_id: "detector-1",
  detector_type,
  detected,
  result,
  message_id: 0,
});

async function answered(answer: object, text = "some text", blockAt: LakeraLevel = 3) {
  const { url } = await startServer(() => answer);
  return askService(lakeraAt(url, { blockAt }), [outputOf(text)]);
}

describe("Lakera Guard is asked", () => {
  test("about one message, with its detectors and where they find something", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const policy = lakeraAt(url, { projectId: "project-7" });
    const { findings, failure } = await askService(policy, [promptOf("hello")]);
    expect([findings, failure]).toEqual([[], undefined]);
    expect(asked).toMatchObject([
      {
        method: "POST",
        path: "/guard",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: {
          messages: [{ role: "user", content: "hello" }],
          breakdown: true,
          payload: true,
          project_id: "project-7",
        },
      },
    ]);
    expect(asked[0]?.headers).not.toHaveProperty("authorization");
  });

  test.each<[TextRole, string]>([
    ["prompt", "user"],
    ["written", "user"],
    ["argument", "user"],
    ["output", "tool"],
    ["file", "tool"],
  ])("about what is %s as of the %s", async (role, speaker) => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    await askService(lakeraAt(url), [surfaceOf("text", { role })]);
    expect(asked[0]?.body).toMatchObject({ messages: [{ role: speaker }] });
  });

  test("below the path of its base URL, a company's own too", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    await askService(lakeraAt(`${url}/guarding/v2`), [promptOf("hello")]);
    expect(asked[0]?.path).toBe("/guarding/v2/guard");
  });
});

describe("what Lakera Guard is sure of", () => {
  test.each<[string, LakeraLevel, string | undefined]>([
    ["L1", 3, "deny"],
    ["L2", 3, "deny"],
    ["L3", 3, "deny"],
    ["L4", 3, undefined],
    ["L5", 3, undefined],
    ["l1_confident", 3, "deny"],
    ["l2_very_likely", 3, "deny"],
    ["l3_likely", 3, "deny"],
    ["l4_less_likely", 3, undefined],
    ["l5_unlikely", 3, undefined],
    ["l2_very_likely", 1, undefined],
    ["L4", 5, "deny"],
  ])("%s, where L%i is the weakest that counts, comes to: %s", async (word, blockAt, outcome) => {
    for (const entry of [entryOf, vendorEntryOf]) {
      const answer = { flagged: false, breakdown: [entry("prompt_attack", false, word)] };
      const { findings, failure } = await answered(answer, "text", blockAt);
      expect([failure, findings[0]?.outcome]).toEqual([undefined, outcome]);
    }
  });

  test("is a finding of the injection check that names the detector and the level and quotes nothing", async () => {
    const answer = { flagged: true, breakdown: [entryOf("prompt_attack", true, "L1")] };
    const { findings } = await answered(answer, "the quick brown fox");
    expect(findings).toMatchObject([
      {
        rule: "injection/lakera.prompt_attack",
        check: "injection",
        severity: "high",
        confidence: "high",
        outcome: "deny",
        at: { field: "tool_response.stdout" },
        why: "Lakera Guard says prompt_attack (L1) in the tool's output",
        engine: "lakera",
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain("brown");
  });

  test("is told, and stops nothing, where Lakera's own policy flags what is weaker than ours wants", async () => {
    const answer = {
      flagged: true,
      breakdown: [vendorEntryOf("unknown_links", true, "l4_less_likely")],
    };
    const { findings } = await answered(answer);
    expect(findings).toMatchObject([{ rule: "injection/lakera.unknown_links", outcome: "warn" }]);
  });

  test("counts where it does not say how sure it is", async () => {
    const breakdown = [{ detector_type: "prompt_attack", detected: true }];
    expect((await answered({ flagged: true, breakdown })).findings).toMatchObject([
      { outcome: "deny", why: "Lakera Guard says prompt_attack (no level) in the tool's output" },
    ]);
  });

  test("counts where it flags a text and no detector says why", async () => {
    const { findings } = await answered({ ...LAKERA_CLEAN, flagged: true });
    expect(findings).toMatchObject([{ rule: "injection/lakera.flagged", outcome: "deny" }]);
  });

  test("keeps of a detector's name what a rule's may have", async () => {
    const name = `moderated_content/hate <b>${"x".repeat(100)}`;
    const { findings } = await answered({ flagged: true, breakdown: [entryOf(name, true, "L1")] });
    expect(findings[0]?.rule).toMatch(/^injection\/lakera\.moderated_content-hate-b-x{1,30}$/);
  });
});

describe("personal data that Lakera Guard places", () => {
  const text = "mail jo@example.com or al@example.com now";
  const matchOf = (value: string, more: object = {}) => ({
    start: text.indexOf(value),
    end: text.indexOf(value) + value.length,
    text: value,
    detector_type: "pii/email",
    labels: [],
    message_id: 0,
    ...more,
  });
  const flaggedWith = (payload: unknown, detector = "pii/email") => ({
    flagged: true,
    breakdown: [entryOf(detector, true, "L2")],
    payload,
  });

  test.each([
    ["a list", [matchOf("jo@example.com"), matchOf("al@example.com")]],
    ["lists in an object", { pii: [matchOf("jo@example.com"), matchOf("al@example.com")] }],
  ])("is masked in a tool's answer, told as %s", async (_name, payload) => {
    const { findings } = await answered(flaggedWith(payload), text);
    expect(findings).toMatchObject([
      {
        rule: "pii/lakera.email",
        check: "pii",
        outcome: "warn",
        span: {
          slot: ["tool_response", "stdout"],
          start: 5,
          end: 19,
          label: "[pii: lakera.email]",
        },
      },
      { span: { start: 23, end: 37 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain("jo@");
  });

  test("is masked for a detector that names no kind", async () => {
    const { findings } = await answered(flaggedWith([matchOf("jo@example.com")], "pii"), text);
    expect(findings).toMatchObject([{ rule: "pii/lakera.pii", span: { start: 5, end: 19 } }]);
  });

  test.each([
    ["places nothing", []],
    ["places it outside the text", [matchOf("jo@example.com", { end: 4000 })]],
    ["places it before it begins", [matchOf("jo@example.com", { start: 30, end: 20 })]],
    ["places it at no number", [matchOf("jo@example.com", { start: "5" })]],
    ["places something else", [matchOf("jo@example.com", { detector_type: "profanity" })]],
    ["says nothing of places", undefined],
  ])("withholds the whole answer where it %s", async (_name, payload) => {
    const { findings } = await answered(flaggedWith(payload), text);
    expect(findings).toMatchObject([{ rule: "pii/lakera.email", outcome: "deny" }]);
    expect(findings[0]).not.toHaveProperty("span");
  });

  test("is masked whole, whether it counts in characters or in UTF-16 units, last one in or out", async () => {
    const emoji = `${"\u{1F600}".repeat(3)} jo@example.com!`;
    for (const start of [4, 7]) {
      for (const length of [13, 14]) {
        const payload = [{ start, end: start + length, detector_type: "pii/email" }];
        const { findings } = await answered(flaggedWith(payload), emoji);
        const { span } = findings[0] ?? {};
        expect(span?.start).toBeLessThanOrEqual(7);
        expect(span?.end).toBeGreaterThanOrEqual(21);
      }
    }
  });
});

describe("an answer of Lakera Guard's that is not one is a failure:", () => {
  const UNKNOWN = "its answer is not one that we know";
  test.each<[string, object, string]>([
    ["no word on whether it is flagged", { breakdown: LAKERA_CLEAN.breakdown }, UNKNOWN],
    ["a word instead of yes or no", { ...LAKERA_CLEAN, flagged: "false" }, UNKNOWN],
    ["no detectors, though they were asked for", { flagged: false }, UNKNOWN],
    ["detectors that are no list", { flagged: false, breakdown: {} }, UNKNOWN],
    ["a detector that is none", { flagged: false, breakdown: ["prompt_attack"] }, UNKNOWN],
    ["a detector without a name", { flagged: false, breakdown: [{ detected: false }] }, UNKNOWN],
    [
      "a detector that says neither yes nor no",
      { flagged: false, breakdown: [{ detector_type: "x", confidence: "L5" }] },
      UNKNOWN,
    ],
    [
      "more detectors than there are",
      { flagged: false, breakdown: Array.from({ length: 101 }, () => entryOf("x", false, "L5")) },
      UNKNOWN,
    ],
    ["a list", [], UNKNOWN],
    [
      "no detector that has looked",
      { flagged: false, breakdown: [] },
      "none of its detectors has looked at it",
    ],
    [
      "a level that we do not know",
      { flagged: false, breakdown: [entryOf("prompt_attack", false, "L0")] },
      "how sure it is is not one of the words that we know",
    ],
    [
      "a level in numbers",
      { flagged: false, breakdown: [{ ...entryOf("x", false, ""), confidence: 5 }] },
      "how sure it is is not one of the words that we know",
    ],
  ])("%s", async (_name, answer, failure) => {
    const report = await answered(answer);
    expect(report.failure).toBe(failure);
    expect(report.findings).toMatchObject([{ rule: "self/engine-failed", outcome: "deny" }]);
  });
});
