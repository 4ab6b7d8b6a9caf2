import type { Finding } from "../model/finding.ts";

/** Why an engine could not do its work: one clause, which quotes nothing that the engine was given or said. */
export class EngineFailure extends Error {
  /** What it had found by then, which holds all the same. */
  readonly found: readonly Finding[];

  constructor(reason: string, found: readonly Finding[] = []) {
    super(reason);
    this.name = "EngineFailure";
    this.found = found;
  }
}
