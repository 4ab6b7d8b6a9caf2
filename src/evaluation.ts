import { millisecondsUp } from "./platform/clock.ts";
import type { Action } from "./model/action.ts";
import type { Decision } from "./model/decision.ts";
import type { EngineName, EngineReport } from "./model/engine.ts";
import type { HookEvent } from "./model/event.ts";
import type { Finding } from "./model/finding.ts";
import type { Account } from "./model/record.ts";
import { type Stage, toStageError } from "./model/stage.ts";
import type { TaintResult } from "./model/taint.ts";
import type { Verdict } from "./model/verdict.ts";
import type { RulesForEvent } from "./rule/rules-for-event.ts";

/** What each stage makes. */
export interface StageResults {
  event: HookEvent;
  rules: RulesForEvent;
  action: Action;
  check: readonly Finding[];
  engine: readonly EngineReport[];
  taint: TaintResult | undefined;
  verdict: Verdict;
  decision: Decision;
  record: void;
}

/**
 * One evaluation as far as it has come: what a failure is judged and recorded with. Stages run
 * through it, so that each is timed and every exception comes out naming its stage.
 */
export class Evaluation {
  readonly results: Partial<StageResults> = {};
  /** Microseconds by stage. */
  readonly timing: Partial<Record<Stage, number>> = {};
  /** The engines that the policy wants asked, whether they were or not. */
  due: readonly EngineName[] = [];
  /** The failure that ended it, if one did. */
  failure: Account["failure"];
  /** When its time began to run, in milliseconds since the process began. */
  readonly begun: number;

  constructor(begun = millisecondsUp()) {
    this.begun = begun;
  }

  run<K extends keyof StageResults>(stage: K, work: () => StageResults[K]): StageResults[K] {
    const start = millisecondsUp();
    try {
      const result = work();
      this.results[stage] = result;
      return result;
    } catch (error) {
      throw toStageError(error, stage);
    } finally {
      this.#time(stage, start);
    }
  }

  /** A stage that waits for others. */
  async wait<K extends keyof StageResults>(
    stage: K,
    work: () => Promise<StageResults[K]>,
  ): Promise<void> {
    const start = millisecondsUp();
    try {
      this.results[stage] = await work();
    } catch (error) {
      throw toStageError(error, stage);
    } finally {
      this.#time(stage, start);
    }
  }

  #time(stage: Stage, start: number): void {
    this.timing[stage] = Math.round((millisecondsUp() - start) * 1000);
  }
}
