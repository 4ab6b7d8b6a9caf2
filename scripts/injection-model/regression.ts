import type { InjectionModel } from "../../src/model/injection-model.ts";
import { minimise } from "./minimise.ts";
import type { Features, Window } from "./windows.ts";

/** How a regression is made. */
export interface RegressionSetting {
  readonly bits: number;
  /** Tokens looked at together. */
  readonly window: number;
  /** Features of middling rarity that say nothing, taken to be in every window. */
  readonly padding: number;
  /** What a wrong answer costs, against the square of the weights. */
  readonly cost: number;
}

/** A window, and what a wrong answer about it counts. */
export interface Example extends Window {
  readonly count: number;
}

/** Steps downhill, at most, and the share of the value that the last one must bring. */
const DESCENT = { steps: 200, tolerance: 1e-5 };

/** A logistic regression with a penalty on the square of the weights; a feature is worth its rarity. */
export class Regression {
  readonly #setting: RegressionSetting;
  readonly #rarities: Uint8Array;
  readonly #padding: number;
  /** A weight for each feature, and behind them the bias. */
  #weights: Float64Array;

  constructor(rarities: Uint8Array, setting: RegressionSetting) {
    this.#setting = setting;
    this.#rarities = rarities;
    const median = rarities.toSorted()[rarities.length >> 1] ?? 0;
    this.#padding = setting.padding * median ** 2;
    this.#weights = new Float64Array(rarities.length + 1);
  }

  logit({ features }: Window): number {
    return this.#logitAt(this.#weights, features, 1 / this.#norm(features));
  }

  learn(examples: readonly Example[]): void {
    const inverses = Float64Array.from(examples, ({ features }) => 1 / this.#norm(features));
    const objective = (point: Float64Array, gradient: Float64Array): number => {
      gradient.set(point);
      let loss = 0.5 * point.reduce((sum, weight) => sum + weight * weight, 0);
      for (const [at, example] of examples.entries()) {
        const inverse = inverses[at] ?? 0;
        const sign = example.isInjection ? 1 : -1;
        const margin = sign * this.#logitAt(point, example.features, inverse);
        const cost = this.#setting.cost * example.count;
        loss += cost * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
        const pull = (-sign * cost) / (1 + Math.exp(margin));
        this.#addTo(gradient, example.features, { pull, inverse });
      }
      return loss;
    };
    this.#weights = minimise(objective, this.#weights, DESCENT);
  }

  #norm(features: Features): number {
    let squares = this.#padding;
    for (const feature of features) squares += (this.#rarities[feature] ?? 0) ** 2;
    return Math.sqrt(squares);
  }

  #logitAt(point: Float64Array, features: Features, inverse: number): number {
    let sum = 0;
    for (const feature of features) sum += (point[feature] ?? 0) * (this.#rarities[feature] ?? 0);
    return sum * inverse + (point[this.#rarities.length] ?? 0);
  }

  #addTo(
    gradient: Float64Array,
    features: Features,
    { pull, inverse }: { readonly pull: number; readonly inverse: number },
  ): void {
    const bias = this.#rarities.length;
    for (const feature of features) {
      const worth = pull * inverse * (this.#rarities[feature] ?? 0);
      gradient[feature] = (gradient[feature] ?? 0) + worth;
    }
    gradient[bias] = (gradient[bias] ?? 0) + pull;
  }

  /** The weights, each times its rarity, in 255 steps. */
  toModel(): Omit<InjectionModel, "classes" | "version"> {
    const { bits, window } = this.#setting;
    const rarities = this.#rarities;
    const worths = Float64Array.from(rarities, (rarity, at) => rarity * (this.#weights[at] ?? 0));
    const largest = worths.reduce((max, worth) => Math.max(max, Math.abs(worth)), 0);
    const scale = largest / 127;
    const steps = Int8Array.from(worths, (worth) => Math.round(worth / scale));
    return {
      bits,
      window,
      padding: this.#padding,
      bias: this.#weights[rarities.length] ?? 0,
      scale,
      weights: Buffer.from(steps.buffer).toString("base64"),
      rarities: Buffer.from(rarities).toString("base64"),
    };
  }
}
