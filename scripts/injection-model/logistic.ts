import { visitTokens } from "../../src/check/injection/classifier/features.ts";
import type { InjectionModel } from "../../src/model/injection-model.ts";
import type { LabelledText } from "./read-rows.ts";

/** How a model is made; found by trying (docs/INJECTION-MODEL.md). */
export interface TrainingSetting {
  readonly bits: number;
  /** Tokens looked at together. */
  readonly window: number;
  /** Features that say nothing, taken to be in every window. */
  readonly padding: number;
  readonly epochs: number;
  readonly rate: number;
  /** Penalty on the square of a weight. */
  readonly decay: number;
  /** What a row counts that does not say that it instructs anyone. */
  readonly subtleWeight: number;
  /** What a sentence of our own counts: they are many, and like one another. */
  readonly ownWeight: number;
}

function weightOf({ isSubtle, isOwn }: LabelledText, setting: TrainingSetting): number {
  return (isSubtle ? setting.subtleWeight : 1) * (isOwn ? setting.ownWeight : 1);
}

/** The distinct features of a window. */
type Features = Int32Array;

interface Example {
  readonly features: Features;
  readonly target: 0 | 1;
  readonly weight: number;
}

/** More of a long text than this many windows teaches nothing new. */
const MAX_WINDOWS = 80;

/** Overlapping windows of a text. */
function windowsOf(text: string, { bits, window }: TrainingSetting): Features[] {
  const tokens: (readonly number[])[] = [];
  visitTokens(text, bits, ({ features, count }) => tokens.push([...features.subarray(0, count)]));
  const windows: Features[] = [];
  for (let start = 0; windows.length < MAX_WINDOWS; start += window >> 1) {
    windows.push(Int32Array.from(new Set(tokens.slice(start, start + window).flat())));
    if (start + window >= tokens.length) break;
  }
  return windows;
}

/**
 * A logistic regression over the windows of the texts, by AdaGrad. Of a text with an instruction somewhere in it only
 * the window that most looks like one is taken for it, from the second pass on. The same texts give the same model.
 */
export function train(texts: readonly LabelledText[], setting: TrainingSetting): InjectionModel {
  const regression = new Regression(setting);
  const windows = texts.map(({ views }) => views.flatMap((view) => windowsOf(view, setting)));
  const random = linearCongruence(12345);
  for (let epoch = 0; epoch < setting.epochs; epoch += 1) {
    const examples = texts.flatMap((text, at) => examplesOf(text, windows[at] ?? [], epoch));
    shuffle(examples, random);
    for (const example of examples) regression.learn(example);
  }
  return regression.toModel();

  function examplesOf(text: LabelledText, all: Features[], epoch: number): Example[] {
    const isSpread = text.isInjection && epoch > 1 && all.length > 1;
    const taken = isSpread ? [regression.strongest(all)] : all;
    const weight = weightOf(text, setting) / Math.sqrt(taken.length);
    const target = text.isInjection ? 1 : 0;
    return taken.map((features) => ({ features, target, weight }));
  }
}

class Regression {
  readonly #setting: TrainingSetting;
  readonly #weights: Float32Array;
  readonly #squares: Float32Array;
  #bias = 0;
  #biasSquares = 1e-4;

  constructor(setting: TrainingSetting) {
    this.#setting = setting;
    this.#weights = new Float32Array(1 << setting.bits);
    this.#squares = new Float32Array(1 << setting.bits).fill(1e-4);
  }

  #logit(features: Features): number {
    const sum = features.reduce((total, feature) => total + (this.#weights[feature] ?? 0), 0);
    return sum / Math.sqrt(features.length + this.#setting.padding) + this.#bias;
  }

  strongest(windows: readonly Features[]): Features {
    const [first = new Int32Array(), ...others] = windows;
    return others.reduce(
      (best, each) => (this.#logit(each) > this.#logit(best) ? each : best),
      first,
    );
  }

  learn({ features, target, weight }: Example): void {
    const { rate, decay } = this.#setting;
    const error = (1 / (1 + Math.exp(-this.#logit(features))) - target) * weight;
    const value = 1 / Math.sqrt(features.length + this.#setting.padding);
    for (const feature of features) {
      const gradient = error * value + decay * (this.#weights[feature] ?? 0);
      const squares = (this.#squares[feature] ?? 0) + gradient * gradient;
      this.#squares[feature] = squares;
      this.#weights[feature] =
        (this.#weights[feature] ?? 0) - (rate * gradient) / Math.sqrt(squares);
    }
    this.#biasSquares += error * error;
    this.#bias -= (rate * error) / Math.sqrt(this.#biasSquares) / 10;
  }

  /** The weights in 255 steps. */
  toModel(): InjectionModel {
    const { bits, window, padding } = this.#setting;
    const largest = this.#weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
    const scale = largest / 127;
    const bytes = Int8Array.from(this.#weights, (weight) => Math.round(weight / scale));
    const weights = Buffer.from(bytes.buffer).toString("base64");
    return { version: "", bits, window, padding, bias: this.#bias, scale, weights };
  }
}

/** Numerical Recipes' generator: the training must not depend on the day. */
function linearCongruence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [list[at], list[other]];
    if (a === undefined || b === undefined) continue;
    list[at] = b;
    list[other] = a;
  }
}
