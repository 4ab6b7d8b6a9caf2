import type { RuleBundle } from "../model/bundle.ts";
import type { Machine } from "../model/check.ts";
import type { EngineReport } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { loadPart, type PartLoader } from "../platform/load-part.ts";
import type { DueEngine } from "./due-engines.ts";

/** What engines are asked about one event, and what they need to answer. */
export interface EngineRequest {
  readonly due: readonly DueEngine[];
  /** What the embedded checks have found, and by which rules. */
  readonly findings: readonly Finding[];
  readonly bundles: readonly RuleBundle[];
  readonly policy: Policy;
  readonly machine: Machine;
  /** When every answer must be there, in milliseconds since the process began. */
  readonly until: number;
}

/**
 * Asks every engine that is due, at once. Always answers with one report an engine and never throws for what an
 * engine does: that is a failure in its report.
 */
export type EngineRunner = (request: EngineRequest) => Promise<readonly EngineReport[]>;

/** What is the same for all events of a process. */
export interface EngineSetting {
  /** Of the directory with `secrets.toml`, absolute. */
  readonly rulesDirectory: string;
  /** Whether only root may be able to change an engine: not in a trial, which is the user's own throughout. */
  readonly mustBeRoots: boolean;
  /** Where it is kept between events how often a service has failed, absolute. */
  readonly stateDirectory: string;
  /** Does something with the rights of the spool's group, which reaches that directory and services' keys. */
  readonly asGuard: <T>(work: () => T) => T;
}

/** The runner that the executable carries as a part of its own (src/engine/run-engines.ts). */
export function partEngines(load: PartLoader, setting: EngineSetting): EngineRunner {
  return (request) => loadPart(load, "engines", isEnginesPart).runEngines(request, setting);
}

interface EnginesPart {
  readonly runEngines: (
    request: EngineRequest,
    setting: EngineSetting,
  ) => Promise<readonly EngineReport[]>;
}

function isEnginesPart(exports: unknown): exports is EnginesPart {
  return (
    typeof exports === "object" &&
    exports !== null &&
    "runEngines" in exports &&
    typeof exports.runEngines === "function"
  );
}
