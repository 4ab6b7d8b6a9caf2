/**
 * The engine beside the real gitleaks: the same rules, secrets and lines over generated configurations and
 * texts, over the shipped rules with every provider's examples, and over a corpus of one's own.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { compare, isSame, type Comparison, type Pair } from "./differential/compare.ts";
import { makeConfiguration } from "./differential/configurations.ts";
import { causeOf } from "./differential/known-causes.ts";
import { makeTexts } from "./differential/texts.ts";
import { describeScanners } from "../../engine/scanners.ts";
import { shippedText } from "./support.ts";

const TEXTS_EACH = 50;
const CONFIGURATIONS_EACH = 43;
const PARTS = 5;
const LIMIT_MS = 120_000;

function unexplained(pairs: readonly Pair[]): readonly object[] {
  return pairs
    .filter((pair) => !isSame(pair) && causeOf(pair) === undefined)
    .map(({ path: file, text, onlyGitleaks, onlyEngine }) => {
      return { file, text, onlyGitleaks, onlyEngine };
    });
}

function shareOfSame(pairs: readonly Pair[]): number {
  return pairs.filter(isSame).length / pairs.length;
}

function generate(part: number): Comparison[] {
  return Array.from({ length: CONFIGURATIONS_EACH }, (_, nth) => {
    const seed = part * CONFIGURATIONS_EACH + nth;
    const configuration = makeConfiguration(seed);
    return compare(configuration.files, makeTexts(configuration, seed, TEXTS_EACH));
  });
}

describeScanners("beside the real gitleaks", () => {
  test.each(Array.from({ length: PARTS }, (_, part) => [part]))(
    "finds the same in generated texts by generated configurations, part %i",
    { timeout: LIMIT_MS },
    (part) => {
      const all = generate(part);
      const pairs = all.flatMap((comparison) => comparison.pairs);
      const onlyOne = all.filter(
        ({ refusedByGitleaks, refusedByEngine }) =>
          (refusedByGitleaks === undefined) !== (refusedByEngine === undefined),
      );
      expect(onlyOne).toEqual([]);
      expect(unexplained(pairs)).toEqual([]);
      expect(shareOfSame(pairs)).toBeGreaterThanOrEqual(0.99);
      // Or nothing would have been compared.
      expect(pairs.length).toBeGreaterThanOrEqual(1_900);
      expect(pairs.filter(({ isFound }) => isFound).length).toBeGreaterThan(pairs.length / 4);
    },
  );

  test("finds the same by the shipped rules in every provider's examples", () => {
    const file = path.join(import.meta.dirname, "../../rule/provider-examples.jsonl");
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    const texts = lines.map((line) => expandTemplate(String(JSON.parse(line).text)));
    const { pairs } = compare({ "secrets.toml": shippedText }, toFiles(texts));
    expect(pairs).toHaveLength(lines.length);
    expect(unexplained(pairs)).toEqual([]);
    expect(pairs.filter(({ isFound }) => isFound).length).toBeGreaterThan(300);
  });

  // Only whoever has a corpus of his own asks for it.
  const corpus = process.env["TOOLGATE_SECRETS_CORPUS"];
  if (corpus === undefined) return;
  test(
    "finds the same by the shipped rules in the corpus that TOOLGATE_SECRETS_CORPUS names",
    { timeout: LIMIT_MS },
    () => {
      const lines = readFileSync(corpus, "utf8").trimEnd().split("\n");
      const texts = lines.map((line) => String(JSON.parse(line).text));
      const { pairs } = compare({ "secrets.toml": shippedText }, toFiles(texts));
      const found = pairs.filter(({ isFound }) => isFound).length;
      const share = shareOfSame(pairs);
      console.log(`${pairs.length} texts, gitleaks finds something in ${found}, same in ${share}`);
      expect(unexplained(pairs)).toEqual([]);
      expect(share).toBeGreaterThanOrEqual(0.99);
    },
  );
});

/** A file for each text; gitleaks looks at none that is empty. */
function toFiles(texts: readonly string[]) {
  return texts.map((text, nth) => ({ name: `${nth}.txt`, text: text === "" ? "-" : text }));
}
