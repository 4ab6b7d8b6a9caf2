import vm from "node:vm";
import type { CompiledRegex } from "../../../model/rule.ts";
import type { Re2Node } from "./ast.ts";
import { sampleRepeats, type RepeatSample } from "./sample.ts";

const PROBE_UNITS = 64 * 1024;
/** A linear pattern needs a few milliseconds, a quadratic one seconds; the rest is for a busy machine. */
const PROBE_LIMIT_MS = 250;

/**
 * Runs a pattern on texts pumped from its own repeats, and says which one it was slow on: V8 goes
 * back over a text where RE2 does not, so a pattern that is fine there can be quadratic here.
 * @returns the beginning of that text, or undefined when all were fast.
 */
export function findSlowText(node: Re2Node, regex: CompiledRegex): string | undefined {
  const compiled = new RegExp(regex.source, `${regex.flags}g`);
  for (const unit of new Set(sampleRepeats(node).flatMap(pumps))) {
    const text = pump(unit);
    // A second try, because the machine may have been busy during the first.
    if (isSlow(compiled, text) && isSlow(compiled, text)) return text.slice(0, 24);
  }
  return undefined;
}

/** What to repeat: the turns alone, and what leads up to them together with one turn. */
function pumps({ lead, turns }: RepeatSample): readonly string[] {
  return [lead, ...turns, ...turns.map((turn) => lead + turn)].filter((text) => text !== "");
}

function pump(unit: string): string {
  // The NUL at the end makes most patterns fail there, which is when they go back.
  return `${unit.repeat(Math.ceil(PROBE_UNITS / unit.length))}\0`;
}

function isSlow(regex: RegExp, text: string): boolean {
  try {
    vm.runInNewContext("text.replace(regex, '')", { regex, text }, { timeout: PROBE_LIMIT_MS });
    return false;
  } catch {
    return true;
  }
}
