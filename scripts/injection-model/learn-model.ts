import { layWordClasses, WordClasses } from "../../src/check/injection/classifier/word-classes.ts";
import type { InjectionModel } from "../../src/model/injection-model.ts";
import type { LabelledText } from "./read-rows.ts";
import { type Example, Regression, type RegressionSetting } from "./regression.ts";
import { raritiesOf, type Window, windowsOf } from "./windows.ts";

/** How a model is made; found by trying (docs/INJECTION-MODEL.md). */
export interface TrainingSetting extends RegressionSetting {
  /** What a row counts that does not say that it instructs anyone. */
  readonly subtleWeight: number;
  /** What a text of each origin counts; a variant of a sentence less than others: they are many, and like one another. */
  readonly weights: Readonly<Record<LabelledText["origin"], number>>;
  /** The number of a word, and its class. */
  readonly classes: ReadonlyMap<number, number>;
}

/** Of a long text, only what comes this near to its strongest window is taken for what it is labelled. */
const NEAR = 0.5;
/** At first nothing is known of where in a text an instruction stands: only texts of so few windows are learned from. */
const SHORT = 2;
/** Of an ordinary text, which may be long, one window of so many is learned from anyway. */
const SAMPLE = 6;
const ROUNDS = 4;

/** A model of labelled texts, without a version. The same texts give the same model. */
export function learnModel(
  texts: readonly LabelledText[],
  setting: TrainingSetting,
): InjectionModel {
  const table = layWordClasses(setting.classes);
  const features = { bits: setting.bits, classes: new WordClasses(table) };
  const windows = windowsOf(texts, features, setting.window);
  const regression = new Regression(raritiesOf(windows, setting.bits), setting);
  for (let round = 0; round < ROUNDS; round += 1) {
    const isSample = isSampleOf(texts);
    const taken = round === 0 ? takeShort(windows) : takeStrongest(windows, regression);
    const examples = windows.filter((window, at) => taken.has(window) || isSample(window, at));
    regression.learn(weigh(examples, texts, setting));
  }
  const classes = Buffer.from(table.buffer).toString("base64");
  return { version: "", ...regression.toModel(), classes };
}

/** What is learned from besides: all of a benign text that somebody labelled, and a part of an ordinary one. */
function isSampleOf(texts: readonly LabelledText[]) {
  return ({ isInjection, text }: Window, at: number): boolean =>
    !isInjection && (texts[text]?.origin !== "ordinary" || at % SAMPLE === 0);
}

function takeShort(windows: readonly Window[]): ReadonlySet<Window> {
  const counts = countByText(windows);
  return new Set(windows.filter(({ text }) => (counts.get(text) ?? 0) <= SHORT));
}

/** Of a benign text they are what is most easily taken for an instruction. */
function takeStrongest(windows: readonly Window[], regression: Regression): ReadonlySet<Window> {
  const logits = windows.map((each) => regression.logit(each));
  const best = new Map<number, number>();
  for (const [at, { text }] of windows.entries()) {
    best.set(text, Math.max(best.get(text) ?? -Infinity, logits[at] ?? 0));
  }
  return new Set(
    windows.filter(({ text }, at) => (logits[at] ?? 0) >= (best.get(text) ?? 0) - NEAR),
  );
}

function countByText(windows: readonly Window[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { text } of windows) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** A long text counts more than a short one, but not as often as it has windows. */
function weigh(
  windows: readonly Window[],
  texts: readonly LabelledText[],
  { subtleWeight, weights }: TrainingSetting,
): Example[] {
  const counts = countByText(windows);
  return windows.map((window) => {
    const { isSubtle = false, origin = "labelled" } = texts[window.text] ?? {};
    const weight = (isSubtle ? subtleWeight : 1) * weights[origin];
    return Object.assign({ count: weight / Math.sqrt(counts.get(window.text) ?? 1) }, window);
  });
}
