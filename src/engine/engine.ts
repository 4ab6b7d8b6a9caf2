import type { EnginePolicy, Sent } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import type { DueEngine } from "./due-engines.ts";
import type { EngineRequest, EngineSetting } from "./engine-runner.ts";

/** What becomes known of an engine while it is asked, and goes on the record whatever comes of it. */
export interface EngineNotes {
  version?: string;
  unprotected?: true;
  sent?: Sent;
}

/** One event as one engine is asked about it. */
export interface Question {
  readonly due: DueEngine;
  readonly request: EngineRequest;
  readonly setting: EngineSetting;
  readonly notes: EngineNotes;
}

/**
 * Something that looks at texts: a program of this machine (src/engine/scanner), or a service. Answers with what it
 * found beyond what the embedded checks have told, before `request.until`.
 *
 * @throws EngineFailure
 */
export type Engine<P extends EnginePolicy> = (
  policy: P,
  question: Question,
) => Promise<readonly Finding[]>;
