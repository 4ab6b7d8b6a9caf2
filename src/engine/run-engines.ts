import { boundFindings } from "../check/run-checks.ts";
import type { TextSurface } from "../model/action.ts";
import type { EngineName, EngineReport } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";
import { millisecondsUp } from "../platform/clock.ts";
import type { Engine, Question } from "./engine.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { EngineRequest, EngineSetting } from "./engine-runner.ts";
import { gitleaks } from "./gitleaks/gitleaks.ts";
import { scannerEngine } from "./scanner/scanner-engine.ts";
import { tellFailure } from "./tell-failure.ts";
import { trufflehog } from "./trufflehog/trufflehog.ts";

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  gitleaks: scannerEngine(gitleaks),
  trufflehog: scannerEngine(trufflehog),
};

/** Asks every engine that is due at once; see `EngineRunner`. */
export function runEngines(
  request: EngineRequest,
  setting: EngineSetting,
): Promise<readonly EngineReport[]> {
  return Promise.all(request.due.map((due) => report({ due, request, setting, notes: {} })));
}

async function report(question: Question): Promise<EngineReport> {
  const { due, notes } = question;
  const { policy, texts } = due;
  const begun = millisecondsUp();
  const answer = await attempt(ENGINES[policy.name], question);
  return {
    engine: policy.name,
    run: policy.run,
    texts: texts.length,
    bytes: sizeOf(texts),
    took: Math.round((millisecondsUp() - begun) * 1000),
    ...notes,
    ...(typeof answer === "string"
      ? { failure: answer, findings: tellFailure(policy, answer) }
      : { findings: boundFindings(answer) }),
  };
}

/** What was found, or why nothing could be. A message of anyone else's may quote the texts. */
async function attempt(engine: Engine, question: Question): Promise<readonly Finding[] | string> {
  try {
    return await engine(question);
  } catch (error) {
    if (error instanceof EngineFailure) return error.message;
    return `unexpected ${error instanceof Error ? error.name : "failure"}`;
  }
}

function sizeOf(texts: readonly TextSurface[]): number {
  return texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
