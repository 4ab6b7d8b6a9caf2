import { type FeatureSetting, visitTokens } from "../../src/check/injection/classifier/features.ts";
import type { LabelledText } from "./read-rows.ts";

/** The distinct features of a window. */
export type Features = Int32Array;

/** More of a long text than this many windows teaches nothing new. */
const MAX_WINDOWS = 400;

/** A stretch of a text, as the classifier sees it, and what it is to say of it. */
export interface Window {
  readonly features: Features;
  /** Which of the texts it is of. */
  readonly text: number;
  readonly isInjection: boolean;
}

/** Overlapping windows of the texts. @param size tokens of a window */
export function windowsOf(
  texts: readonly LabelledText[],
  setting: FeatureSetting,
  size: number,
): Window[] {
  return texts.flatMap(({ views, isInjection }, text) =>
    views
      .flatMap((view) => featuresOf(view, setting, size))
      .map((features) => ({ features, text, isInjection })),
  );
}

function featuresOf(text: string, setting: FeatureSetting, size: number): Features[] {
  const tokens: (readonly number[])[] = [];
  visitTokens(text, setting, ({ features, count }) =>
    tokens.push([...features.subarray(0, count)]),
  );
  const windows: Features[] = [];
  for (let start = 0; windows.length < MAX_WINDOWS; start += size >> 1) {
    windows.push(Int32Array.from(new Set(tokens.slice(start, start + size).flat())));
    if (start + size >= tokens.length) break;
  }
  return windows;
}

/**
 * How seldom each feature is met, in 255 steps: the logarithm of how many windows there are to one that has it (inverse
 * document frequency).
 */
export function raritiesOf(windows: readonly Window[], bits: number): Uint8Array {
  const met = new Uint32Array(1 << bits);
  for (const { features } of windows) {
    for (const feature of features) met[feature] = (met[feature] ?? 0) + 1;
  }
  const most = Math.log(windows.length + 1);
  return Uint8Array.from(met, (times) =>
    Math.max(1, Math.round((255 * Math.log((windows.length + 1) / (times + 1))) / most)),
  );
}
