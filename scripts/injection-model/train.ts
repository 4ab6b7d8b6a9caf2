/**
 * `npm run train -- LABELLED.jsonl… [--own FILE]… [--ordinary DIRECTORY]… [--out FILE]`: trains the classifier of injected
 * instructions, prints what it is worth on texts that it has not seen, and writes rules/injection.model.
 * Under each ordinary directory text files are taken for texts that instruct nobody.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { train, type TrainingSetting } from "./logistic.ts";
import { areaUnderCurve, crossValidate, type Scored, shareAbove } from "./measure.ts";
import { readOwnTexts } from "./own-texts.ts";
import { readRows, toOrdinary } from "./read-rows.ts";

const SETTING: TrainingSetting = {
  bits: 16,
  window: 50,
  padding: 50,
  epochs: 30,
  rate: 0.5,
  decay: 1e-6,
  subtleWeight: 0.5,
  ownWeight: 0.3,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: "string", multiple: true, default: [] },
    ordinary: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: "rules/injection.model" },
    version: { type: "string", default: "1" },
  },
});

/** Text files are read this far, and at most so many of a directory, evenly spread over its files. */
const MAX_UNITS = 8000;
const MAX_FILES = 1500;
const EXCERPT_UNITS = 240;
const MIN_UNITS = 40;
const TEXT = /\.(?:md|txt|js|mjs|ts|json|ya?ml|py|go|sh|css|html)$/;

function ordinaryTexts(directory: string) {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => TEXT.test(name) && statSync(path.join(directory, name)).isFile())
    .toSorted();
  const step = Math.max(1, Math.floor(files.length / MAX_FILES));
  return files
    .filter((_, at) => at % step === 0)
    .flatMap((name) => {
      const text = readFileSync(path.join(directory, name), "utf8").slice(0, MAX_UNITS);
      const group = name.split(path.sep)[0] ?? name;
      return [text, excerptOf(text)]
        .filter((each) => each.length > MIN_UNITS)
        .map((each) => toOrdinary(each, group));
    });
}

/** A few lines out of the middle: short texts are read too. */
function excerptOf(text: string): string {
  const start = text.indexOf("\n", text.length >> 1) + 1;
  return text.slice(start, start + EXCERPT_UNITS).trim();
}

const texts = [
  ...positionals.flatMap(readRows),
  ...values.own.flatMap(readOwnTexts),
  ...values.ordinary.flatMap((directory) => ordinaryTexts(directory)),
];
const scored = crossValidate(texts, SETTING);
const known = scored.filter(({ text }) => !text.isOurs);
const plain = known.filter(({ text }) => !text.isSubtle);
print("area under the curve", areaUnderCurve(known).toFixed(4));
print("the same without subtle rows", areaUnderCurve(plain).toFixed(4));
for (const threshold of thresholdsOf(known)) {
  print(`at ${threshold.toFixed(4)}`, JSON.stringify(shareAbove(scored, threshold), null, 2));
}
const model = { ...train(texts, SETTING), version: values.version };
writeFileSync(values.out, `${JSON.stringify(model)}\n`);
print("written", values.out);

/** The scores that one, a half and a tenth of a hundred ordinary texts reach. */
function thresholdsOf(rows: readonly Scored[]): number[] {
  const ordinary = rows
    .filter(({ text }) => !text.isInjection && !text.isHard)
    .map((each) => each.score)
    .toSorted((a, b) => b - a);
  return [0.01, 0.005, 0.001].map((share) => ordinary[Math.floor(ordinary.length * share)] ?? 1);
}

function print(what: string, value: string): void {
  process.stdout.write(`${what}: ${value}\n`);
}
