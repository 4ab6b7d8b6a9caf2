import type { InjectionModel } from "../../../model/injection-model.ts";
import { type FeatureSetting, MAX_FEATURES, visitTokens } from "./features.ts";
import type { Token } from "./token.ts";
import { readWordClasses } from "./word-classes.ts";

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
  const tables = tablesOf(model);
  const window = new Window(model, tables);
  let best = NOTHING;
  let highest = -Infinity;
  const note = (end: number): void => {
    if (window.logit <= highest) return;
    highest = window.logit;
    best = { score: toScore(highest), start: window.start, end };
  };
  let due = model.window;
  visitTokens(text, tables, (token) => {
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

/** A model's tables, ready to be looked up in. */
interface Tables extends FeatureSetting {
  readonly weights: Int8Array;
  readonly rarities: Uint8Array;
}

const tablesByModel = new WeakMap<InjectionModel, Tables>();

/** The tables of a model; made on first use. */
function tablesOf(model: InjectionModel): Tables {
  let tables = tablesByModel.get(model);
  if (!tables) {
    const { bits } = model;
    const weights = new Int8Array(bytesOf(model.weights));
    const rarities = new Uint8Array(bytesOf(model.rarities));
    const classes = readWordClasses(model.classes);
    tables = { bits, weights, rarities, classes };
    tablesByModel.set(model, tables);
  }
  return tables;
}

/** In a buffer of its own: a pooled one begins anywhere. */
function bytesOf(base64: string): ArrayBuffer {
  const length = Buffer.byteLength(base64, "base64");
  const bytes = Buffer.allocUnsafeSlow(length);
  bytes.write(base64, "base64");
  return bytes.buffer;
}

/** The last so many tokens of a text; each feature in them counts once, however often it is there. */
class Window {
  readonly #model: InjectionModel;
  readonly #tables: Tables;
  /** How often each feature is in the window. */
  readonly #counts: Uint16Array;
  /** The tokens in it, in a ring: their features, how many, and where they stand. */
  readonly #features: Int32Array;
  readonly #sizes: Uint8Array;
  readonly #starts: Int32Array;
  #tokens = 0;
  #oldest = 0;
  #sum = 0;
  #squares = 0;

  constructor(model: InjectionModel, tables: Tables) {
    this.#model = model;
    this.#tables = tables;
    this.#counts = new Uint16Array(tables.weights.length);
    this.#features = new Int32Array(model.window * MAX_FEATURES);
    this.#sizes = new Uint8Array(model.window);
    this.#starts = new Int32Array(model.window);
  }

  /** Where the oldest token stands; -1 while there is none. */
  get start(): number {
    return this.#tokens === 0 ? -1 : (this.#starts[this.#oldest] ?? -1);
  }

  get logit(): number {
    const { scale, bias, padding } = this.#model;
    return (this.#sum * scale) / Math.sqrt(this.#squares + padding) + bias;
  }

  /** Takes a token in, and lets the oldest go when the window is full. */
  add({ features, count, start }: Token): void {
    const isFull = this.#tokens === this.#model.window;
    const slot = isFull ? this.#oldest : this.#tokens;
    if (isFull) this.#drop(slot);
    else this.#tokens += 1;
    this.#sizes[slot] = count;
    this.#starts[slot] = start;
    this.#take(features, count, slot * MAX_FEATURES);
  }

  // Loops in one method each, on locals: calls and private names cost most in a young process.

  #take(features: Int32Array, count: number, first: number): void {
    const counts = this.#counts;
    const kept = this.#features;
    const { weights, rarities } = this.#tables;
    let sum = 0;
    let squares = 0;
    for (let at = 0; at < count; at += 1) {
      const feature = features[at] ?? 0;
      kept[first + at] = feature;
      const before = counts[feature] ?? 0;
      counts[feature] = before + 1;
      if (before > 0) continue;
      const rarity = rarities[feature] ?? 0;
      sum += weights[feature] ?? 0;
      squares += rarity * rarity;
    }
    this.#sum += sum;
    this.#squares += squares;
  }

  #drop(slot: number): void {
    const counts = this.#counts;
    const kept = this.#features;
    const { weights, rarities } = this.#tables;
    const first = slot * MAX_FEATURES;
    const last = first + (this.#sizes[slot] ?? 0);
    let sum = 0;
    let squares = 0;
    for (let at = first; at < last; at += 1) {
      const feature = kept[at] ?? 0;
      const left = (counts[feature] ?? 0) - 1;
      counts[feature] = left;
      if (left > 0) continue;
      const rarity = rarities[feature] ?? 0;
      sum += weights[feature] ?? 0;
      squares += rarity * rarity;
    }
    this.#sum -= sum;
    this.#squares -= squares;
    this.#oldest = (slot + 1) % this.#model.window;
  }
}
