import type { Re2Class, Re2Node, Re2Repeat } from "./ast.ts";
import { classRanges } from "./class.ts";

/** A repeat that could cost, with a text that leads up to it and texts that it takes. */
export interface RepeatSample {
  /** Matches what stands before the repeat. */
  readonly lead: string;
  /** Each is one or two turns of the repeat. */
  readonly turns: readonly string[];
}

/** Fewer turns than this cost nothing that matters. */
const MIN_TURNS = 10;
const MAX_SAMPLE = 400;

/** A sample for every repeat in the pattern that is long and not of a fixed length. */
export function sampleRepeats(root: Re2Node): readonly RepeatSample[] {
  const samples: RepeatSample[] = [];
  visit(root, "", samples);
  return samples;
}

function visit(node: Re2Node, lead: string, samples: RepeatSample[]): void {
  switch (node.kind) {
    case "literal":
    case "class":
    case "assertion":
      return;
    case "group":
      visit(node.body, lead, samples);
      return;
    case "repeat":
      if (node.max - node.min >= MIN_TURNS) samples.push({ lead, turns: turnsOf(node) });
      visit(node.body, lead, samples);
      return;
    case "sequence": {
      let before = lead;
      for (const part of node.parts) {
        visit(part, before, samples);
        before = (before + sampleOf(part, false)).slice(-MAX_SAMPLE);
      }
      return;
    }
    case "alternatives":
      for (const option of node.options) visit(option, lead, samples);
      return;
  }
}

/** One turn of word characters, and one that has a word boundary in it where the repeat allows it. */
function turnsOf(node: Re2Repeat): readonly string[] {
  const word = sampleOf(node.body, false);
  const other = sampleOf(node.body, true);
  return other === word ? [word] : [word, word + other];
}

function sampleOf(node: Re2Node, preferOther: boolean): string {
  switch (node.kind) {
    case "literal":
      return String.fromCodePoint(node.code);
    case "class":
      return sampleClass(node, preferOther);
    case "assertion":
      return "";
    case "group":
      return sampleOf(node.body, preferOther);
    case "repeat":
      return sampleOf(node.body, preferOther).repeat(Math.max(node.min, 1)).slice(0, MAX_SAMPLE);
    case "sequence":
      return node.parts
        .map((part) => sampleOf(part, preferOther))
        .join("")
        .slice(0, MAX_SAMPLE);
    case "alternatives": {
      const [first] = node.options;
      return first ? sampleOf(first, preferOther) : "";
    }
  }
}

function sampleClass(node: Re2Class, preferOther: boolean): string {
  const ranges = classRanges(node);
  const wishes = preferOther ? "-. /:=+\"'a0A_" : "a0A_z9Z-. /";
  for (const wish of wishes) {
    const code = wish.charCodeAt(0);
    if (ranges.some(([low, high]) => low <= code && code <= high)) return wish;
  }
  const [first] = ranges;
  return first ? String.fromCodePoint(first[0]) : "";
}
