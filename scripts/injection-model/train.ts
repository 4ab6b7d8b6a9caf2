/**
 * `npm run train -- LABELLED.jsonl… [--ordinary DIRECTORY]… [--out FILE]`: trains the classifier of injected instructions
 * on labelled texts and our own (`texts/`, `variants.txt`), prints what it is worth on texts that it has not seen, and writes
 * rules/injection.model. Under each ordinary directory text files are taken for texts that instruct nobody.
 */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { learnModel, type TrainingSetting } from "./learn-model.ts";
import { areaUnderCurve, crossValidate, type Scored, shareAbove, thresholdFor } from "./measure.ts";
import { readVariants } from "./read-variants.ts";
import { readOrdinary } from "./read-ordinary.ts";
import { readRows } from "./read-rows.ts";
import { readWordClassFile } from "./read-word-classes.ts";

const HERE = import.meta.dirname;

const SETTING: TrainingSetting = {
  bits: 16,
  window: 50,
  padding: 50,
  cost: 10,
  subtleWeight: 0.3,
  weights: { labelled: 2, own: 1, variant: 0.6, ordinary: 2 },
  classes: readWordClassFile(path.join(HERE, "word-classes.txt")),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ordinary: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: "rules/injection.model" },
    version: { type: "string", default: "1" },
  },
});

function ownTexts() {
  const directory = path.join(HERE, "texts");
  const files = readdirSync(directory).toSorted();
  return files.flatMap((file) => readRows(path.join(directory, file), "own"));
}

const texts = [
  ...positionals.flatMap((file) => readRows(file, "labelled")),
  ...ownTexts(),
  ...readVariants(path.join(HERE, "variants.txt")),
  ...values.ordinary.flatMap((directory) => readOrdinary(directory)),
];
const scored = crossValidate(texts, SETTING);
for (const origin of ["labelled", "own"] as const) {
  report(
    origin,
    scored.filter(({ text }) => text.origin === origin),
  );
}
print("ordinary and variants", JSON.stringify(shareAbove(scored.filter(isTrainedOnOnly), 0.5)));
const model = { ...learnModel(texts, SETTING), version: values.version };
writeFileSync(values.out, `${JSON.stringify(model)}\n`);
print("written", values.out);

function isTrainedOnOnly({ text }: Scored): boolean {
  return text.origin === "ordinary" || text.origin === "variant";
}

function report(origin: string, rows: readonly Scored[]): void {
  if (rows.length === 0) return;
  const plain = rows.filter(({ text }) => !text.isSubtle);
  print(`${origin}: area under the curve`, areaUnderCurve(rows).toFixed(4));
  print(`${origin}: the same without subtle rows`, areaUnderCurve(plain).toFixed(4));
  for (const share of [0.01, 0.005, 0.001]) {
    const threshold = thresholdFor(rows, share);
    const shares = JSON.stringify(shareAbove(rows, threshold), null, 2);
    print(`${origin}: at ${threshold.toFixed(4)}, ${share * 100} % of the ordinary`, shares);
  }
}

function print(what: string, value: string): void {
  process.stdout.write(`${what}: ${value}\n`);
}
