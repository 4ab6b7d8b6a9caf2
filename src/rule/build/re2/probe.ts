import vm from "node:vm";
import type { CompiledRegex } from "../../../model/rule.ts";
import type { Re2Node } from "./ast.ts";
import { sampleRepeats, type RepeatSample } from "./sample.ts";

const PROBE_UNITS = 64 * 1024;
/** A linear pattern needs a few milliseconds, a quadratic one seconds. */
const PROBE_LIMIT_MS = 250;
/** On a busy machine a probe waits for the processor most of the time, and is given up to this much more. */
const MOST_WAITING_MS = 32 * PROBE_LIMIT_MS;

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

/** By the processor's time, not the clock's: what is built must not depend on what else the machine does. */
function isSlow(regex: RegExp, text: string): boolean {
  for (let limit = PROBE_LIMIT_MS; limit <= MOST_WAITING_MS; limit *= 2) {
    const before = process.cpuUsage();
    if (finishes(regex, text, limit)) return false;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > 0.8 * PROBE_LIMIT_MS) return true;
  }
  return true;
}

function finishes(regex: RegExp, text: string, timeout: number): boolean {
  try {
    vm.runInNewContext("text.replace(regex, '')", { regex, text }, { timeout });
    return true;
  } catch {
    return false;
  }
}
