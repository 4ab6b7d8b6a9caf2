import { array, assert, property, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { chunkTexts } from "../../src/engine/service/chunk-texts.ts";
import { alignSanitized } from "../../src/engine/llm-guard/align-sanitized.ts";
import { maskText } from "../../src/mask/mask-text.ts";
import { isObject, type Json } from "../../src/model/json.ts";
import { surfaceOf } from "../check/secret/support.ts";
import { startServer } from "./service-server.ts";
import { askService, LAKERA_CLEAN, lakeraAt, outputOf, promptOf } from "./services.ts";

/** What is in the message that Lakera is asked about. */
function contentOf(body: Json): string {
  const messages = isObject(body) ? body["messages"] : undefined;
  const [message] = Array.isArray(messages) ? messages : [];
  return isObject(message) ? String(message["content"]) : "";
}

/** Flags what has a word in it. */
const flags = (word: string) => (asked: { readonly body: Json }) => {
  const detected = contentOf(asked.body).includes(word);
  const breakdown = [
    { detector_type: "prompt_attack", detected, confidence: detected ? "L1" : "L5" },
  ];
  return { flagged: detected, breakdown };
};

describe("a long text", () => {
  const lines = Array.from({ length: 6000 }, (_, nth) => `line ${nth} of a long text`).join("\n");

  test("is asked about in pieces, over one connection", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const { failure, sent } = await askService(lakeraAt(url), [outputOf(lines)]);
    expect(failure).toBeUndefined();
    expect(asked.length).toBeGreaterThan(5);
    expect(new Set(asked.map(({ port }) => port)).size).toBe(1);
    expect(sent?.requests).toBe(asked.length);
    expect(sent?.bytes).toBeGreaterThan(lines.length);
  });

  test.each([0, 0.3, 0.66, 1])("is seen where it matters: %f of the way in", async (share) => {
    const at = Math.floor((lines.length - 200) * share);
    const { url } = await startServer(flags("the needle in it"));
    const text = `${lines.slice(0, at)}\nthe needle in it\n${lines.slice(at)}`;
    const { findings } = await askService(lakeraAt(url), [outputOf(text)]);
    const before = text.slice(0, text.indexOf("the needle")).split("\n").length;
    expect(findings).toHaveLength(1);
    expect(findings[0]?.outcome).toBe("deny");
    // The line is where the piece begins.
    expect(findings[0]?.at.line).toBeLessThanOrEqual(before);
  });

  test("is seen over the end of a piece", async () => {
    const { url } = await startServer(flags("the needle in it"));
    for (const at of [19_985, 19_992, 20_000]) {
      const text = `${"x".repeat(at)}the needle in it${"x".repeat(20_000)}`;
      expect((await askService(lakeraAt(url), [outputOf(text)])).findings).toHaveLength(1);
    }
  });

  test("of which not all can be looked at is a failure, and nothing is sent", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const { failure, sent } = await askService(lakeraAt(url), [outputOf("x".repeat(1_000_000))]);
    expect(failure).toBe("the texts are too long for 24 questions of 20000 units");
    expect([asked, sent]).toEqual([[], undefined]);
  });

  test("of which a part is answered for holds what was found there", async () => {
    const { url } = await startServer((asked, nth) =>
      nth === 0 ? flags("line 1 ")(asked) : (_request, response) => response.writeHead(500).end(),
    );
    const policy = lakeraAt(url, { onFailure: "ignore" });
    const { failure, findings } = await askService(policy, [outputOf(lines)]);
    expect(failure).toBe("it could not answer (status 500)");
    expect(findings).toMatchObject([{ rule: "injection/lakera.prompt_attack", outcome: "deny" }]);
  });
});

describe("what is sent", () => {
  test("is each text once, and told of wherever it stands", async () => {
    const { url, asked } = await startServer(flags("again"));
    const texts = [
      promptOf("again"),
      { ...promptOf("again"), at: { field: "other" } },
      outputOf("b"),
    ];
    const { findings, sent } = await askService(lakeraAt(url), texts);
    expect(asked).toHaveLength(2);
    expect(findings.map(({ at }) => at.field)).toEqual(["prompt", "other"]);
    expect(sent).toEqual({
      host: new URL(url).host,
      requests: 2,
      bytes: 6,
      fields: ["prompt", "other", "tool_response.stdout"],
    });
  });

  test("is many short texts together, and each of them is told of where something stands in it", async () => {
    const texts = Array.from({ length: 300 }, (_, nth) => ({
      ...outputOf(`name ${nth} of a file`),
      at: { field: `tool_response.${nth}` },
      slot: ["tool_response", nth],
    }));
    const { url, asked } = await startServer(({ body }) => {
      const at = contentOf(body).indexOf("name 77 of");
      const breakdown = [{ detector_type: "pii/name", detected: at >= 0, confidence: "L1" }];
      const payload = [{ start: at, end: at + 7, detector_type: "pii/name" }];
      return { flagged: at >= 0, breakdown, payload };
    });
    const { findings, failure } = await askService(lakeraAt(url), texts);
    expect([failure, asked.length]).toEqual([undefined, 1]);
    expect(findings).toMatchObject([
      { at: { field: "tool_response.77" }, outcome: "warn", span: { start: 0, end: 7 } },
    ]);
  });

  test("told of as a whole where it is not known in which of them something stands", async () => {
    const { url } = await startServer(flags("second"));
    const texts = [outputOf("the first"), { ...outputOf("the second"), at: { field: "other" } }];
    const { findings } = await askService(lakeraAt(url), texts);
    expect(findings).toMatchObject([{ at: { field: "tool_response.stdout" }, outcome: "deny" }]);
  });

  test("is nothing where there is nothing to read", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const report = await askService(lakeraAt(url), [outputOf(" \n\t ")]);
    expect([report.failure, report.findings, asked, report.sent]).toEqual([
      undefined,
      [],
      [],
      undefined,
    ]);
  });

  test("is well-formed, whatever the text", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    await askService(lakeraAt(url), [outputOf("half a pair: \ud83d.")]);
    expect(contentOf(asked[0]?.body ?? null)).toBe("half a pair: \ufffd.");
  });

  test("covers a text without a gap, in pieces of which none parts a pair", () => {
    const texts = string({ unit: "grapheme", maxLength: 4000 });
    assert(
      property(texts, (text) => {
        const chunks = chunkTexts([surfaceOf(text)], 1000);
        let covered = 0;
        for (const chunk of chunks) {
          const { start, length } = chunk.pieces[0] ?? { start: 0, length: 0 };
          expect(start).toBeLessThanOrEqual(covered);
          expect(text.slice(start, start + length)).toBe(chunk.text);
          expect(chunk.text.isWellFormed()).toBe(true);
          covered = start + length;
        }
        expect(covered).toBe(text.trim() === "" ? 0 : text.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe("what stays of a text where a sanitised one is known", () => {
  const LABEL = "[pii]";
  const masked = (text: string, sanitized: string): string =>
    maskText(
      text,
      alignSanitized(text, sanitized).map((stretch) => ({
        start: stretch.start,
        end: stretch.end,
        label: LABEL,
      })),
    );

  test.each([
    ["a mark in the middle", "a Jo b", "a [REDACTED_PERSON_1] b", "a [pii] b"],
    [
      "marks of another kind",
      "a Jo b al@x c",
      "a <PERSON> b <EMAIL_ADDRESS> c",
      "a [pii] b [pii] c",
    ],
    ["stars", "token abcdef end", "token ****** end", "token [pii] end"],
    ["a mark at the beginning", "Jo b", "[REDACTED_PERSON_1] b", "[pii] b"],
    ["a mark at the end", "a Jo", "a [REDACTED_PERSON_1]", "a [pii]"],
    ["one mark after another", "a JoDoe b", "a <FIRST><LAST> b", "a [pii] b"],
    ["nothing in the place", "a Jo b", "a  b", "a [pii] b"],
    ["something invented", "a Jo b", "a Max Roe b", "a [pii] b"],
    ["something said besides", "a Jo b", "a Jo b c", "[pii]"],
    ["the same", "a Jo b", "a Jo b", "a Jo b"],
    ["nothing at all", "a Jo b", "", "[pii]"],
    ["another text", "a Jo b", "nothing in common", "[pii]"],
  ])("with %s", (...[, text, sanitized, left]) => {
    expect(masked(text, sanitized)).toBe(left);
  });

  test("is never what the sanitised one does not show", () => {
    const piece = string({ maxLength: 12 });
    assert(
      property(array(tuple(piece, piece), { minLength: 1, maxLength: 8 }), piece, (pairs, end) => {
        const text = pairs.map(([said, hidden]) => said + hidden).join("") + end;
        const sanitized =
          pairs.map(([said], nth) => `${said}[REDACTED_PERSON_${nth}]`).join("") + end;
        const stretches = alignSanitized(text, sanitized);
        const shown = maskText(
          text,
          stretches.map((each) => ({ start: each.start, end: each.end, label: "" })),
        );
        expect(isWithin(shown, sanitized)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Whether all units of one text stand in the other in their order. */
function isWithin(text: string, other: string): boolean {
  let at = 0;
  for (const unit of text.split("")) {
    const found = other.indexOf(unit, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}
