import type { Invocation, Walk } from "../../model/invocation.ts";
import {
  MAX_GAPS,
  MAX_INVOCATIONS,
  MAX_SCRIPT_STEPS,
  MAX_SCRIPT_WORK_UNITS,
  MAX_SCRIPTS,
  MAX_STEPS,
  MAX_WORK_UNITS,
} from "./bounds.ts";

/** What one walk may spend. */
export interface Allowance {
  readonly steps: number;
  /** UTF-16 units of text. */
  readonly units: number;
  /** Looks for scripts on the disk. */
  readonly scripts: number;
}

export const LINE_ALLOWANCE: Allowance = {
  steps: MAX_STEPS,
  units: MAX_WORK_UNITS,
  scripts: MAX_SCRIPTS,
};

export const SCRIPT_ALLOWANCE: Allowance = {
  steps: MAX_SCRIPT_STEPS,
  units: MAX_SCRIPT_WORK_UNITS,
  scripts: MAX_SCRIPTS / 4,
};

/** What one walk has found and what it may still spend. Spending past a bound leaves one gap. */
export class Ledger {
  #invocations: Invocation[] = [];
  #texts = new Set<string>();
  #gaps = new Set<string>();
  #seen = new Set<string>();
  #steps: number;
  #units: number;
  #scripts: number;
  readonly #allowance: Allowance;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
    this.#steps = allowance.steps;
    this.#units = allowance.units;
    this.#scripts = allowance.scripts;
  }

  addGap(gap: string): void {
    if (this.#gaps.size < MAX_GAPS) this.#gaps.add(gap);
  }

  addText(text: string): void {
    if (text !== "") this.#texts.add(text);
  }

  /** Loops and branches are walked more than once: the same command at the same place counts once. */
  addInvocation(invocation: Invocation): void {
    if (this.#invocations.length >= MAX_INVOCATIONS) {
      this.#steps = 0;
      this.addGap(`more than ${MAX_INVOCATIONS} commands in one line`);
      return;
    }
    const key = keyOf(invocation);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#invocations.push(invocation);
  }

  /** Pays for one syntax node; false when the walk must stop. */
  spendStep(): boolean {
    if (this.#steps > 0) {
      this.#steps -= 1;
      return true;
    }
    this.addGap(`more than ${this.#allowance.steps} steps or ${MAX_INVOCATIONS} commands to walk`);
    return false;
  }

  /** Pays for `units` of text parsed or produced; false when it must be left unread. */
  spendUnits(units: number): boolean {
    this.#units -= units;
    if (this.#units >= 0) return true;
    this.addGap(`more than ${this.#allowance.units} characters to expand`);
    return false;
  }

  /** Pays for one look for a script on the disk; false when it must be left unread. */
  spendScript(): boolean {
    this.#scripts -= 1;
    if (this.#scripts >= 0) return true;
    this.addGap(`more than ${this.#allowance.scripts} scripts to read`);
    return false;
  }

  toWalk(): Walk {
    return { invocations: this.#invocations, texts: [...this.#texts], gaps: [...this.#gaps] };
  }
}

function keyOf(invocation: Invocation): string {
  const words = invocation.words.map((word) => word.value).join("\0");
  const feed = invocation.feed.kind;
  return `${invocation.offset}\0${invocation.via.join("\0")}\0\0${words}\0\0${feed}`;
}
