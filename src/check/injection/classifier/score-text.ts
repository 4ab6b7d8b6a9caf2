import type { InjectionModel } from "../../../model/injection-model.ts";
import { MAX_FEATURES, type Token, visitTokens } from "./features.ts";

/** How much a stretch of a text reads like an instruction to an agent. Offsets are UTF-16 units, `end` exclusive. */
export interface TextScore {
  /** From 0 to 1. */
  readonly score: number;
  readonly start: number;
  readonly end: number;
}

/** Windows that begin this many tokens apart are looked at: those between have nearly the same in them. */
export const STRIDE = 8;

const NOTHING: TextScore = { score: 0, start: 0, end: 0 };

/** The stretch of a normalised text that scores highest. */
export function scoreText(text: string, model: InjectionModel): TextScore {
  const window = new Window(model, weightsOf(model));
  let best = NOTHING;
  let highest = -Infinity;
  const note = (end: number): void => {
    if (window.logit <= highest) return;
    highest = window.logit;
    best = { score: toScore(highest), start: window.start, end };
  };
  let due = model.window;
  visitTokens(text, model.bits, (token) => {
    // Of a text that is longer than the window only whole windows count: a few words score anything.
    if (due === 0) {
      note(token.start);
      due = STRIDE;
    }
    due -= 1;
    window.add(token);
  });
  if (window.start >= 0) note(text.length);
  return best;
}

function toScore(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

const weights = new WeakMap<InjectionModel, Int8Array>();

/** The weights of a model; made on first use. */
function weightsOf(model: InjectionModel): Int8Array {
  let made = weights.get(model);
  if (!made) {
    const bytes = Buffer.from(model.weights, "base64");
    made = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    weights.set(model, made);
  }
  return made;
}

/** The last so many tokens of a text; each feature in them counts once, however often it is there. */
class Window {
  readonly #model: InjectionModel;
  readonly #weights: Int8Array;
  /** How often each feature is in the window. */
  readonly #counts: Uint16Array;
  /** The tokens in it, in a ring: their features, how many, and where they stand. */
  readonly #features: Int32Array;
  readonly #sizes: Uint8Array;
  readonly #starts: Int32Array;
  #tokens = 0;
  #oldest = 0;
  #sum = 0;
  #distinct = 0;

  constructor(model: InjectionModel, weights: Int8Array) {
    this.#model = model;
    this.#weights = weights;
    this.#counts = new Uint16Array(weights.length);
    this.#features = new Int32Array(model.window * MAX_FEATURES);
    this.#sizes = new Uint8Array(model.window);
    this.#starts = new Int32Array(model.window);
  }

  get isFull(): boolean {
    return this.#tokens === this.#model.window;
  }

  /** Where the oldest token stands; -1 while there is none. */
  get start(): number {
    return this.#tokens === 0 ? -1 : (this.#starts[this.#oldest] ?? -1);
  }

  get logit(): number {
    const { scale, bias, padding } = this.#model;
    return (this.#sum * scale) / Math.sqrt(this.#distinct + padding) + bias;
  }

  add({ features, count, start }: Token): void {
    const slot = this.isFull ? this.#oldest : this.#tokens;
    const first = slot * MAX_FEATURES;
    if (this.isFull) {
      const size = this.#sizes[slot] ?? 0;
      for (let at = first; at < first + size; at += 1) this.#drop(this.#features[at] ?? 0);
      this.#oldest = (slot + 1) % this.#model.window;
    } else this.#tokens += 1;
    this.#sizes[slot] = count;
    this.#starts[slot] = start;
    for (let at = 0; at < count; at += 1) {
      const feature = features[at] ?? 0;
      this.#features[first + at] = feature;
      this.#take(feature);
    }
  }

  #take(feature: number): void {
    const count = this.#counts[feature] ?? 0;
    this.#counts[feature] = count + 1;
    if (count > 0) return;
    this.#sum += this.#weights[feature] ?? 0;
    this.#distinct += 1;
  }

  #drop(feature: number): void {
    const count = (this.#counts[feature] ?? 0) - 1;
    this.#counts[feature] = count;
    if (count > 0) return;
    this.#sum -= this.#weights[feature] ?? 0;
    this.#distinct -= 1;
  }
}
